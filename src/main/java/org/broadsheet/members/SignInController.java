package org.broadsheet.members;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.SiteCookies;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Signing in and out. What is asked for by GET changes nothing: mail scanners and link previews may open every link. */
@Controller
class SignInController {
    private final SiteCookies cookies;
    private final SignIns signIns;
    private final Doorkeeper doorkeeper;
    private final MemberSessions sessions;
    private final Members members;
    private final AskLimits limits;
    private final ClientAddress client;
    private final Publication publication;
    private final Texts texts;

    SignInController(
            SignIns signIns,
            Doorkeeper doorkeeper,
            MemberSessions sessions,
            Members members,
            AskLimits limits,
            ClientAddress client,
            Publication publication,
            Texts texts,
            SiteCookies cookies) {
        this.cookies = cookies;
        this.signIns = signIns;
        this.doorkeeper = doorkeeper;
        this.sessions = sessions;
        this.members = members;
        this.limits = limits;
        this.client = client;
        this.publication = publication;
        this.texts = texts;
    }

    @GetMapping("/sign-in")
    String form(@RequestParam(required = false) @Nullable String to, Locale locale, Model model) {
        if (members.signedIn().isPresent()) {
            return redirect(locale, LocalPath.find(to).orElse(LocalPath.ACCOUNT).value());
        }
        model.addAttribute("form", new SignInForm(null, to));
        model.addAttribute("to", LocalPath.find(to).map(LocalPath::value).orElse(null));
        return "members/sign-in";
    }

    @PostMapping("/sign-in")
    String ask(
            @ModelAttribute("form") SignInForm form,
            BindingResult errors,
            Locale locale,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var address = EmailAddress.find(Objects.requireNonNullElse(form.email(), ""));
        if (address.isEmpty()) {
            var problem = texts.get(locale, "members.signIn.noAddress");
            errors.rejectValue("email", "members.signIn.noAddress", problem);
            model.addAttribute("problem", problem);
            model.addAttribute(
                    "to", LocalPath.find(form.to()).map(LocalPath::value).orElse(null));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "members/sign-in";
        }
        requireWithinLimits(request);
        var browser = doorkeeper.remember(LocalPath.find(form.to()).orElse(LocalPath.ACCOUNT), request, response);
        signIns.ask(address.get(), browser, locale);
        return redirect(locale, "/sign-in/sent");
    }

    @GetMapping("/sign-in/sent")
    String sent() {
        return "members/sent";
    }

    @GetMapping("/sign-in/{token}")
    String link(@PathVariable String token, Model model, HttpServletRequest request, HttpServletResponse response) {
        var link = Token.find(token);
        var here = link.flatMap(
                each -> signIns.isFromBrowser(each, browser(request).orElse(null)));
        if (here.isEmpty()) {
            return gone(response);
        }
        model.addAttribute("token", token);
        model.addAttribute("here", here.get());
        return "members/link";
    }

    @PostMapping("/sign-in/{token}")
    String useLink(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String code,
            Locale locale,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var link = Token.find(token);
        if (link.isEmpty()) {
            return gone(response);
        }
        var member = browser(request).flatMap(each -> signIns.byLink(link.get(), each));
        if (member.isEmpty()) {
            member = SignInCode.read(code).flatMap(each -> signIns.byLinkAndCode(link.get(), each));
        }
        if (member.isPresent()) {
            return redirect(
                    locale, doorkeeper.letIn(member.get(), request, response).value());
        }
        if (signIns.isFromBrowser(link.get(), null).isEmpty()) {
            return gone(response);
        }
        model.addAttribute("token", token);
        model.addAttribute("here", false);
        model.addAttribute("problem", texts.get(locale, "members.code.wrong"));
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "members/link";
    }

    @PostMapping("/sign-in/code")
    String useCode(
            @RequestParam(required = false) @Nullable String code,
            Locale locale,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var member =
                browser(request).flatMap(each -> SignInCode.read(code).flatMap(typed -> signIns.byCode(each, typed)));
        if (member.isPresent()) {
            return redirect(
                    locale, doorkeeper.letIn(member.get(), request, response).value());
        }
        model.addAttribute("problem", texts.get(locale, "members.code.wrong"));
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "members/sent";
    }

    @PostMapping("/sign-out")
    String signOut(Locale locale, HttpServletRequest request, HttpServletResponse response) {
        sessions.close(request, response);
        // The next person at this computer shall not see on a page of thanks whose gift it was.
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookies.make("payer", "").maxAge(0).build().toString());
        return redirect(locale, "/");
    }

    @GetMapping("/claim/{token}")
    String claim(@PathVariable String token, Model model, HttpServletRequest request) {
        var claim = Token.find(token).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("token", token);
        model.addAttribute(
                "takesCode",
                signIns.takesClaimCode(claim, doorkeeper.payer(request).orElse(null)));
        return "members/claim";
    }

    /** The link of a receipt lies in a mailbox for years, so it only sends a mail there, to whomever it belongs to now. */
    @PostMapping("/claim/{token}")
    String askByClaim(
            @PathVariable String token, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        var claim = Token.find(token).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        requireWithinLimits(request);
        signIns.askByClaim(claim, doorkeeper.remember(LocalPath.ACCOUNT, request, response));
        return redirect(locale, "/sign-in/sent");
    }

    @PostMapping("/claim/{token}/code")
    String claimByCode(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String code,
            Locale locale,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var claim = Token.find(token).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var payer = doorkeeper.payer(request);
        var member =
                payer.flatMap(each -> SignInCode.read(code).flatMap(typed -> signIns.byClaimCode(claim, each, typed)));
        if (member.isPresent()) {
            doorkeeper.letIn(member.get(), request, response);
            return redirect(locale, LocalPath.ACCOUNT.value());
        }
        model.addAttribute("token", token);
        model.addAttribute("takesCode", signIns.takesClaimCode(claim, payer.orElse(null)));
        model.addAttribute("problem", texts.get(locale, "members.code.wrong"));
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "members/claim";
    }

    private void requireWithinLimits(HttpServletRequest request) {
        if (!limits.mayAsk(client.of(request))) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    private Optional<Token> browser(HttpServletRequest request) {
        return doorkeeper.visit(request).map(Doorkeeper.Visit::browser);
    }

    /** Used, too old, cut short or never made: the same page. */
    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "members/gone";
    }

    private String redirect(Locale locale, String path) {
        return "redirect:" + publication.newsroom().localPath(locale, path);
    }
}
