package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.checkout.Quantities;
import org.broadsheet.sandbox.engine.checkout.SessionDiscounts;
import org.broadsheet.sandbox.store.Works;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What changes the sum on the payment page before anybody pays: a promotion code, and how many of each line. */
@Controller
@RequestMapping("/c/pay/{id}")
class CheckoutBasketController {
    private static final String QUANTITY = "quantity-";
    private static final int LONGEST = 200;

    private final Works works;
    private final CheckoutPages pages;
    private final Words words;

    CheckoutBasketController(Works works, CheckoutPages pages, Words words) {
        this.works = works;
        this.pages = pages;
        this.words = words;
    }

    @PostMapping("/code")
    ModelAndView enter(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        var word = code.replaceAll("\\p{Cntrl}", "").strip();
        var typed = word.substring(0, Math.min(word.length(), LONGEST));
        return change(id, "code", request, response, (step, session) -> SessionDiscounts.enter(step, session, typed));
    }

    @PostMapping("/code/removal")
    ModelAndView leave(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        return change(id, "code", request, response, SessionDiscounts::leave);
    }

    /** A field for each line that can be adjusted, named by its place in the list. */
    @PostMapping("/quantities")
    ModelAndView choose(
            @PathVariable String id,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response) {
        return change(id, "quantities", request, response, (step, session) -> {
            var wishes = new LinkedHashMap<Integer, Long>();
            var lines = session.hidden().objects("lines");
            for (var place = 0; place < lines.size(); place++) {
                var typed = form.get(QUANTITY + place);
                if (typed == null) continue;
                if (!typed.strip().matches("\\d{1,6}")) throw Problem.invalid("quantity", "A quantity is a number.");
                wishes.put(place, Long.parseLong(typed.strip()));
            }
            Quantities.choose(step, session, wishes);
        });
    }

    private ModelAndView change(
            String id,
            String field,
            HttpServletRequest request,
            HttpServletResponse response,
            BiConsumer<Step, Doc> change) {
        var account = works.ownerOf(id, "checkout.session");
        if (account.isEmpty()) return pages.unknown(request);
        try {
            return works.change(account.get(), Cause.NONE, step -> {
                var session = CheckoutPages.session(step, id);
                if (session == null) return pages.unknown(request);
                if (!CheckoutPages.isOpen(step, session)) return pages.over(session, request);
                change.accept(step, session);
                return Visit.seeOther("/c/pay/" + id);
            });
        } catch (Problem refused) {
            if (refused.status() == PageProblems.COME_AGAIN) throw refused;
            return works.read(account.get(), step -> {
                var session = CheckoutPages.session(step, id);
                if (session == null) return pages.unknown(request);
                var mistake = words.say(CheckoutPages.locale(session, request), why(field, refused));
                return pages.show(step, id, Map.of(field, mistake), request, response);
            });
        }
    }

    private static String why(String field, Problem refused) {
        var code = refused.code();
        if (!field.equals("code")) return "amount_too_large".equals(code) ? "mistake.sum.large" : "mistake.quantities";
        return switch (code == null ? "" : code) {
            case "promotion_code_minimum_not_met", "amount_too_small" -> "mistake.code.minimum";
            case "promotion_code_customer_not_first_time" -> "mistake.code.first";
            case "promotion_code_expired", "coupon_expired" -> "mistake.code.gone";
            default -> "mistake.code";
        };
    }
}
