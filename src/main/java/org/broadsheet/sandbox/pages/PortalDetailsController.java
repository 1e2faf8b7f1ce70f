package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.engine.Emails;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.customers.Customers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Name, address and e-mail of whoever pays, as far as the portal lets them change these. */
@Controller
@RequestMapping("/p/session/{token}/customer")
class PortalDetailsController {
    private static final int LONGEST = 200;

    private final PortalDoor door;
    private final Words words;

    PortalDetailsController(PortalDoor door, Words words) {
        this.door = door;
        this.words = words;
    }

    /** A field of the form as it is shown, again perhaps. */
    record Entry(String name, String label, String value, String type, String complete) {}

    @GetMapping
    ModelAndView show(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return door.open(token, request, response, visit -> form(visit, known(visit), Map.of()));
    }

    @PostMapping
    ModelAndView change(
            @PathVariable String token,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response) {
        return door.open(token, request, response, visit -> {
            var typed = new LinkedHashMap<String, String>();
            for (var name : names(visit)) typed.put(name, text(form.get(name)));
            var mistakes = mistakes(visit, typed);
            if (!mistakes.isEmpty()) return form(visit, typed, mistakes);

            Customers.update(visit.step(), visit.customer(), changes(typed));
            return visit.done("details");
        });
    }

    private static List<String> names(Visit visit) {
        if (!visit.offers("customer_update"))
            throw Problem.invalid(null, "The portal configuration does not let customers change their details.");
        var names = new ArrayList<String>();
        var allowed = visit.configuration().texts("features.customer_update.allowed_updates");
        for (var name : List.of("name", "email", "phone")) if (allowed.contains(name)) names.add(name);
        if (allowed.contains("address")) names.addAll(PortalAddress.PARTS);
        return names;
    }

    private static Map<String, String> known(Visit visit) {
        var known = new LinkedHashMap<String, String>();
        for (var name : names(visit))
            known.put(name, visit.customer().maybe(path(name)).orElse(""));
        return known;
    }

    private static String path(String name) {
        return PortalAddress.PARTS.contains(name) ? "address." + name : name;
    }

    private Map<String, String> mistakes(Visit visit, Map<String, String> typed) {
        var mistakes = new LinkedHashMap<String, String>();
        var email = typed.get("email");
        if (email != null && !Emails.isReachable(email))
            mistakes.put("email", words.say(visit.locale(), "mistake.email"));
        var country = typed.get("country");
        if (country != null && !country.isEmpty() && !PortalAddress.isCountry(country))
            mistakes.put("country", words.say(visit.locale(), "mistake.country"));
        return mistakes;
    }

    private static Fields changes(Map<String, String> typed) {
        var changes = Fields.empty();
        var address = Fields.empty();
        typed.forEach((name, value) -> {
            var part = PortalAddress.PARTS.contains(name);
            (part ? address : changes).set(name, value.isEmpty() ? null : value);
        });
        if (!address.json().isEmpty()) changes.set("address", address);
        return changes;
    }

    private ModelAndView form(Visit visit, Map<String, String> values, Map<String, String> mistakes) {
        var entries = new ArrayList<Entry>();
        values.forEach((name, value) -> entries.add(new Entry(
                name,
                words.say(visit.locale(), "portal." + name),
                value,
                name.equals("email") ? "email" : name.equals("phone") ? "tel" : "text",
                complete(name))));
        var page = visit.page("portal-details").addObject("entries", entries).addObject("mistakes", mistakes);
        if (!mistakes.isEmpty()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static String complete(String name) {
        return switch (name) {
            case "line1", "line2" -> "address-" + name;
            case "postal_code" -> "postal-code";
            case "city" -> "address-level2";
            case "state" -> "address-level1";
            case "phone" -> "tel";
            default -> name;
        };
    }

    private static String text(@org.jspecify.annotations.Nullable String given) {
        if (given == null) return "";
        var text = given.replaceAll("\\p{Cntrl}", "").strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
