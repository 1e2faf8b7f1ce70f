package org.broadsheet.contributions;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.contributions.Refunds.Asked;
import org.broadsheet.contributions.Refunds.Decided;
import org.broadsheet.members.MemberId;
import org.broadsheet.money.AmountInput;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.PaymentRecord;
import org.broadsheet.payments.Payments;
import org.broadsheet.publication.Publication;
import org.broadsheet.staff.Role;
import org.broadsheet.staff.Staff;
import org.broadsheet.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where finance gives money back. */
@Controller
class RefundController {
    private static final Set<String> TOLD = Set.of("ordered", "waits_for_another");

    private final Refunds refunds;
    private final Payments payments;
    private final Staff staff;
    private final Publication publication;

    RefundController(Refunds refunds, Payments payments, Staff staff, Publication publication) {
        this.refunds = refunds;
        this.payments = payments;
        this.staff = staff;
        this.publication = publication;
    }

    /** As the page shows it. */
    record ShownPayment(
            String id,
            String amount,
            String day,
            String machine,
            String state,
            String left,
            boolean refundable,
            String typed) {}

    record ShownRequest(
            String id, String amount, String reason, String day, String machine, String askedBy, boolean own) {}

    @GetMapping("/desk/supporters/{contribution}/refunds")
    String show(
            @PathVariable UUID contribution,
            @RequestParam(defaultValue = "") String told,
            Locale language,
            Model model) {
        finance();
        model.addAttribute("told", TOLD.contains(told) ? told : null);
        return page(contribution, language, model, null, "", "", null);
    }

    @PostMapping("/desk/supporters/{contribution}/refunds")
    String ask(
            @PathVariable UUID contribution,
            @RequestParam UUID payment,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String reason,
            Locale language,
            Model model) {
        var person = finance();
        var promise = promiseOf(contribution);
        var currency = refunds.left(promise, own(promise, payment).id()).currency();
        if (!RefundRules.REASONS.contains(reason)) {
            return page(contribution, language, model, payment, amount, reason, "reason");
        }
        if (!(AmountInput.read(amount, currency) instanceof AmountInput.Read read)) {
            return page(contribution, language, model, payment, amount, reason, "amount");
        }
        var asked = refunds.ask(person, promise, payment, read.money(), reason);
        return switch (asked) {
            case ORDERED, WAITS_FOR_ANOTHER ->
                "redirect:"
                        + publication
                                .site(language)
                                .to("/desk/supporters/" + contribution + "/refunds?told=" + key(asked));
            case TOO_MUCH, ABOVE_LIMIT, NOTHING_LEFT ->
                page(contribution, language, model, payment, amount, reason, key(asked));
        };
    }

    @GetMapping("/desk/refunds")
    String waiting(@RequestParam(defaultValue = "") String told, Locale language, Model model) {
        var person = finance();
        model.addAttribute("told", Set.of("ordered", "declined").contains(told) ? told : null);
        return waiting(person, language, model, null);
    }

    @PostMapping("/desk/refunds/{request}/approval")
    String approve(@PathVariable UUID request, Locale language, Model model) {
        var person = finance();
        return decided(person, refunds.approve(person, request), language, model);
    }

    @PostMapping("/desk/refunds/{request}/refusal")
    String decline(@PathVariable UUID request, Locale language, Model model) {
        var person = finance();
        return decided(person, refunds.decline(person, request), language, model);
    }

    private String decided(StaffMember person, Decided decided, Locale language, Model model) {
        return switch (decided) {
            case ORDERED, DECLINED ->
                "redirect:"
                        + publication
                                .site(language)
                                .to("/desk/refunds?told=" + decided.name().toLowerCase(Locale.ROOT));
            case ABOVE_LIMIT, OWN, GONE ->
                waiting(person, language, model, decided.name().toLowerCase(Locale.ROOT));
        };
    }

    private String waiting(StaffMember person, Locale language, Model model, @Nullable String problem) {
        model.addAttribute("problem", problem);
        model.addAttribute(
                "requests",
                refunds.waiting().stream()
                        .map(each -> shown(each, person, language))
                        .toList());
        return "contributions/desk-refunds";
    }

    private String page(
            UUID contribution,
            Locale language,
            Model model,
            @Nullable UUID wrong,
            String amount,
            String reason,
            @Nullable String problem) {
        var promise = promiseOf(contribution);
        List<ShownPayment> shown = payments.of(promise).stream()
                .map(each -> shown(promise, each, each.id().equals(wrong) ? amount : null, language))
                .toList();
        model.addAttribute("contribution", contribution.toString());
        model.addAttribute("payments", shown);
        model.addAttribute("reasons", RefundRules.REASONS);
        model.addAttribute("wrong", wrong == null ? null : wrong.toString());
        model.addAttribute("reason", reason);
        model.addAttribute("problem", problem);
        return "contributions/desk-refund";
    }

    private ShownPayment shown(UUID promise, PaymentRecord payment, @Nullable String typed, Locale language) {
        var left = refunds.left(promise, payment.id());
        var plain = MoneyText.exact(left, Locale.ROOT).replaceAll("[^0-9.]", "");
        return new ShownPayment(
                payment.id().toString(),
                MoneyText.exact(payment.amount(), language),
                day(payment.at(), language),
                payment.at().toString(),
                payment.state().name().toLowerCase(Locale.ROOT),
                MoneyText.exact(left, language),
                !left.isZero(),
                typed != null ? typed : plain);
    }

    private ShownRequest shown(RefundRequest request, StaffMember person, Locale language) {
        return new ShownRequest(
                request.id().toString(),
                MoneyText.exact(request.amount(), language),
                request.reason(),
                day(request.askedAt(), language),
                request.askedAt().toString(),
                staff.find(new MemberId(request.askedBy()))
                        .map(StaffMember::name)
                        .orElse("?"),
                request.askedBy().equals(person.id().value()));
    }

    private PaymentRecord own(UUID promise, UUID payment) {
        return payments.of(promise).stream()
                .filter(each -> each.id().equals(payment))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private UUID promiseOf(UUID contribution) {
        return refunds.promiseOf(contribution).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private StaffMember finance() {
        return staff.current()
                .filter(person -> person.may(Role.FINANCE))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private String day(Instant at, Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language)
                .withZone(publication.newsroom().zone())
                .format(at);
    }

    private static String key(Asked asked) {
        return asked.name().toLowerCase(Locale.ROOT);
    }
}
