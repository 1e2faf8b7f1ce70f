package org.broadsheet.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Says what happened and what to do next, with a reference that finds the failure in the log; never what the failure said. */
@Controller
class ErrorPages implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private static final Set<Integer> KNOWN = Set.of(400, 403, 404, 405, 413, 429, 500, 503);
    private static final SecureRandom RANDOM = new SecureRandom();

    @RequestMapping("/error")
    String show(HttpServletRequest request, HttpServletResponse response, Model model) {
        int status = status(request);
        var reference = reference();
        log(status, reference, request);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("status", status);
        model.addAttribute("reference", reference);
        model.addAttribute("words", "errors." + words(status));
        return "error/page";
    }

    /** Somebody who asks for this address itself finds nothing there. */
    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }

    private static int words(int status) {
        if (KNOWN.contains(status)) {
            return status;
        }
        return status >= 500 ? 500 : 400;
    }

    /** The address stays out: it may be a key, or tell what somebody reads. */
    private static void log(int status, String reference, HttpServletRequest request) {
        if (status >= 500) {
            LOG.error("{}: {} to a {}", reference, status, request.getMethod(), failure(request));
        } else {
            LOG.debug("{}: {} to a {}", reference, status, request.getMethod());
        }
    }

    private static @Nullable Throwable failure(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure ? failure : null;
    }

    private static String reference() {
        var text = new StringBuilder(LENGTH + 1);
        for (int i = 0; i < LENGTH; i++) {
            if (i == LENGTH / 2) {
                text.append('-');
            }
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
