package org.broadsheet.sandbox.pages;

import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Somebody in the portal: whose it is, what it offers them, and the address that all its pages begin with. */
record Visit(Step step, Doc session, Doc configuration, Doc customer, String base, Locale locale) {

    boolean offers(String feature) {
        return configuration.is("features." + feature + ".enabled");
    }

    /** A page that knows its way back. */
    ModelAndView page(String template) {
        return new ModelAndView(template)
                .addObject("base", base)
                .addObject("home", inFlow() ? null : base)
                .addObject("returnUrl", session.find("return_url"));
    }

    /** A deep link is about one thing until that is done. */
    boolean inFlow() {
        return session.isSet("flow") && !session.hidden().is("flow_done");
    }

    String flowPath() {
        var type = session.text("flow.type");
        if (type.equals("payment_method_update")) return base + "/payment-method";
        var subscription = base + "/subscriptions/" + session.text("flow." + type + ".subscription");
        return subscription
                + switch (type) {
                    case "subscription_cancel" -> "/cancel";
                    case "subscription_update" -> "/update";
                    default -> "/update/confirm";
                };
    }

    /** Done: back to where the session's maker said, else to the portal's first page. */
    ModelAndView done(String what) {
        if (!inFlow()) return seeOther(base + "?done=" + what);
        session.hidden().set("flow_done", true);
        return seeOther(
                switch (session.text("flow.after_completion.type")) {
                    case "redirect" -> session.text("flow.after_completion.redirect.return_url");
                    case "hosted_confirmation" -> base + "/confirmation?done=" + what;
                    default -> base + "?done=" + what;
                });
    }

    static ModelAndView seeOther(String url) {
        var redirect = new RedirectView(java.net.URI.create(url).toASCIIString());
        redirect.setStatusCode(org.springframework.http.HttpStatus.SEE_OTHER);
        redirect.setExpandUriTemplateVariables(false);
        return new ModelAndView(redirect);
    }
}
