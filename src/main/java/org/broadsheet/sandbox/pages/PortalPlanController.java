package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.billing.Previews;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.portal.PortalPlans;
import org.broadsheet.sandbox.engine.portal.PortalSubscriptions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Another plan: chosen on one page, confirmed on the next. */
@Controller
@RequestMapping("/p/session/{token}/subscriptions/{id}/update")
class PortalPlanController {
    private final PortalDoor door;
    private final Words words;

    PortalPlanController(PortalDoor door, Words words) {
        this.door = door;
        this.words = words;
    }

    /** A plan on offer. */
    record Offer(String price, String name, String amount, String rhythm, boolean current) {}

    /** What is going to be changed. */
    private record Change(String price, long quantity) {}

    @GetMapping
    ModelAndView choose(
            @PathVariable String token,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response) {
        return door.open(token, request, response, visit -> {
            var subscription = subscription(visit, id);
            var item = PortalSubscriptions.item(subscription);
            var current = item.text("price.id");
            return visit.page("portal-plans")
                    .addObject("id", id)
                    .addObject("offers", offers(visit, subscription, current))
                    .addObject("quantity", allows(visit, "quantity") ? item.number("quantity") : null);
        });
    }

    private List<Offer> offers(Visit visit, Doc subscription, String current) {
        return PortalPlans.offered(visit.step(), visit.configuration(), subscription).stream()
                .map(price -> offer(visit, price, current))
                .toList();
    }

    private Offer offer(Visit visit, Doc price, String current) {
        var name = Catalog.name(visit.step(), price);
        return new Offer(
                price.id(),
                name == null ? "–" : name,
                words.money(visit.locale(), price.number("unit_amount"), price.text("currency")),
                Rhythm.of(price.object("recurring"), words, visit.locale()),
                price.id().equals(current));
    }

    private static boolean allows(Visit visit, String update) {
        return visit.configuration()
                .texts("features.subscription_update.default_allowed_updates")
                .contains(update);
    }

    @GetMapping("/confirm")
    ModelAndView ask(
            @PathVariable String token,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String price,
            @RequestParam(defaultValue = "") String quantity,
            HttpServletRequest request,
            HttpServletResponse response) {
        return door.open(token, request, response, visit -> confirmation(visit, id, price, quantity, null));
    }

    private ModelAndView confirmation(
            Visit visit, String id, String price, String quantity, @Nullable Problem declined) {
        var subscription = subscription(visit, id);
        var change = change(visit, subscription, price, quantity);
        var after = visit.step().need(change.price());
        PortalPlans.checkChange(visit.configuration(), subscription, change.price(), change.quantity());
        var outlook = PortalPlans.outlook(
                visit.step(), visit.configuration(), subscription, change.price(), change.quantity());
        var page = visit.page("portal-plan")
                .addObject("id", id)
                .addObject("plan", PortalHome.plan(visit, subscription, words))
                .addObject("offer", offer(visit, after, ""))
                .addObject("quantity", change.quantity())
                .addObject("dueNow", dueNow(visit, outlook))
                .addObject("next", next(visit, outlook))
                .addObject("decline", declined == null ? null : DeclineWords.of(declined, words, visit.locale()))
                .addObject(
                        "sum",
                        words.money(
                                visit.locale(),
                                after.number("unit_amount") * change.quantity(),
                                after.text("currency")));
        if (declined != null) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private @Nullable String dueNow(Visit visit, Previews.Outlook outlook) {
        var invoice = outlook.dueNow();
        return invoice == null || invoice.number("amount_due") == 0
                ? null
                : words.money(visit.locale(), invoice.number("amount_due"), invoice.text("currency"));
    }

    private @Nullable String next(Visit visit, Previews.Outlook outlook) {
        var invoice = outlook.next();
        return invoice == null
                ? null
                : words.say(
                        visit.locale(),
                        "portal.plan.next.charge",
                        words.money(visit.locale(), invoice.number("amount_due"), invoice.text("currency")),
                        words.date(visit.locale(), invoice.created()));
    }

    @PostMapping("/confirm")
    ModelAndView change(
            @PathVariable String token,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String price,
            @RequestParam(defaultValue = "") String quantity,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return door.open(token, request, response, visit -> {
                var subscription = subscription(visit, id);
                var change = change(visit, subscription, price, quantity);
                PortalPlans.change(
                        visit.step(), visit.configuration(), subscription, change.price(), change.quantity());
                return visit.done("changed");
            });
        } catch (Problem declined) {
            if (declined.status() == PageProblems.COME_AGAIN) throw declined;
            return door.open(token, request, response, visit -> confirmation(visit, id, price, quantity, declined));
        }
    }

    /** A deep link has said already what is to be changed. */
    private static Change change(Visit visit, Doc subscription, String price, String quantity) {
        if (visit.inFlow() && visit.session().is("flow.type", "subscription_update_confirm")) {
            var item = visit.session()
                    .objects("flow.subscription_update_confirm.items")
                    .getFirst();
            return new Change(item.text("price"), item.number("quantity"));
        }
        var item = PortalSubscriptions.item(subscription);
        var chosen = price.isEmpty() ? item.text("price.id") : price;
        visit.step().get("price", chosen, "price");
        if (quantity.isEmpty()) return new Change(chosen, item.number("quantity", 1));
        if (!quantity.matches("\\d{1,6}")) throw Problem.invalid("quantity", "A quantity is a number.");
        return new Change(chosen, Long.parseLong(quantity));
    }

    private static Doc subscription(Visit visit, String id) {
        if (!visit.offers("subscription_update"))
            throw Problem.invalid(null, "The portal configuration does not let customers change plans.");
        var subscription = PortalController.subscription(visit, id);
        if (!PortalSubscriptions.isSimple(subscription) || PortalSubscriptions.ends(subscription))
            throw Problem.invalid(null, "This subscription cannot be changed in the portal.");
        return subscription;
    }
}
