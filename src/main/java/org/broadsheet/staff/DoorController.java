package org.broadsheet.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.broadsheet.publication.Publication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The staff entrance. */
@Controller
class DoorController {
    private final RecoveryCodes codes;
    private final RecoveryTries tries;
    private final Entrance entrance;
    private final Staff staff;
    private final Publication publication;

    DoorController(RecoveryCodes codes, RecoveryTries tries, Entrance entrance, Staff staff, Publication publication) {
        this.codes = codes;
        this.tries = tries;
        this.entrance = entrance;
        this.staff = staff;
        this.publication = publication;
    }

    /** Open to those who are in as well: some steps ask them to prove it anew. */
    @GetMapping("/desk/sign-in")
    String signIn() {
        return "staff/sign-in";
    }

    @PostMapping("/desk/sign-out")
    String signOut(Locale language, HttpServletRequest request, HttpServletResponse response) {
        staff.current().ifPresent(person -> entrance.leave(person.id(), request, response));
        return redirect(language, "/desk/sign-in");
    }

    @GetMapping("/desk/recover")
    String recover() {
        return "staff/recover";
    }

    @PostMapping("/desk/recover")
    String recover(
            @RequestParam(defaultValue = "") String code,
            Locale language,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!tries.mayTry(request.getRemoteAddr())) {
            return refuse(HttpStatus.TOO_MANY_REQUESTS, "staff.recover.tooMany", model, response);
        }
        var member = codes.use(code);
        if (member.isEmpty()) {
            return refuse(HttpStatus.UNPROCESSABLE_CONTENT, "staff.recover.wrong", model, response);
        }
        entrance.openSetup(member.get(), request, response);
        return redirect(language, "/desk/setup/passkey");
    }

    private static String refuse(HttpStatus status, String problem, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("problem", problem);
        return "staff/recover";
    }

    private String redirect(Locale language, String path) {
        return "redirect:" + publication.site(language).to(path);
    }
}
