package org.broadsheet.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** From the printed link to a passkey. A link that opens nothing looks like an address that never was. */
@Controller
class SetupController {
    private static final int LONGEST_NAME = 100;

    private final Setup setup;
    private final SetupLinks links;
    private final Entrance entrance;
    private final Staff staff;
    private final Rail rail;
    private final Publication publication;
    private final Texts texts;

    SetupController(
            Setup setup,
            SetupLinks links,
            Entrance entrance,
            Staff staff,
            Rail rail,
            Publication publication,
            Texts texts) {
        this.setup = setup;
        this.links = links;
        this.entrance = entrance;
        this.staff = staff;
        this.rail = rail;
        this.publication = publication;
        this.texts = texts;
    }

    @GetMapping("/desk/setup/{token}")
    String show(@PathVariable String token, Model model) {
        model.addAttribute("form", SetupForm.EMPTY);
        return page(token(token), model);
    }

    @PostMapping("/desk/setup/{token}")
    String begin(
            @PathVariable String token,
            @ModelAttribute("form") SetupForm form,
            BindingResult errors,
            Locale language,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var link = token(token);
        var name = Objects.requireNonNullElse(form.name(), "").strip();
        var email = EmailAddress.find(Objects.requireNonNullElse(form.email(), ""));
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            reject(errors, "name", "staff.setup.noName", language);
        }
        if (email.isEmpty()) {
            reject(errors, "email", "staff.setup.noAddress", language);
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(link, model);
        }
        var owner = setup.begin(link, name, email.orElseThrow(), language).orElseThrow(SetupController::nothingHere);
        entrance.openSetup(owner, request, response);
        return redirect(language, "/desk/setup/passkey");
    }

    /** Local mode alone. */
    @PostMapping("/desk/setup/{token}/visit")
    String visit(
            @PathVariable String token, Locale language, HttpServletRequest request, HttpServletResponse response) {
        var owner = setup.openDesk(token(token)).orElseThrow(SetupController::nothingHere);
        entrance.openDesk(owner, request, response);
        return redirect(language, staff.current().map(rail::start).orElse("/desk"));
    }

    @GetMapping("/desk/setup/passkey")
    String passkey() {
        return "staff/passkey";
    }

    private String page(Token link, Model model) {
        boolean opensDesk = links.opensDesk(link);
        boolean setsUp = links.setsUp(link);
        if (!opensDesk && !setsUp) {
            throw nothingHere();
        }
        model.addAttribute("token", link.value());
        model.addAttribute("opensDesk", opensDesk);
        model.addAttribute("setsUp", setsUp);
        return "staff/setup";
    }

    private void reject(BindingResult errors, String field, String message, Locale language) {
        errors.rejectValue(field, message, texts.get(language, message));
    }

    private String redirect(Locale language, String path) {
        return "redirect:" + publication.site(language).to(path);
    }

    private static Token token(String text) {
        return Token.find(text).orElseThrow(SetupController::nothingHere);
    }

    private static ResponseStatusException nothingHere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
