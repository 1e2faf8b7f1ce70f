package org.broadsheet.operations;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.Disputes;
import org.broadsheet.payments.OpenDispute;
import org.broadsheet.payments.PaymentGateway;
import org.broadsheet.publication.Publication;
import org.broadsheet.staff.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What banks want back, until when they may be answered, and the answer. */
@Controller
class DisputePages {
    private static final Logger LOG = LoggerFactory.getLogger(DisputePages.class);
    private static final int LONGEST = 20_000;

    private final Disputes disputes;
    private final AuditTrail audit;
    private final Publication publication;

    DisputePages(Disputes disputes, AuditTrail audit, Publication publication) {
        this.disputes = disputes;
        this.audit = audit;
        this.publication = publication;
    }

    /** As the page shows it. */
    record ShownDispute(
            String id,
            String amount,
            String reason,
            boolean inquiry,
            String since,
            @Nullable String due,
            boolean answerable,
            String typed,
            boolean wrong) {}

    @GetMapping("/desk/disputes")
    String show(@RequestParam(defaultValue = "") String told, Locale language, Model model) {
        model.addAttribute("told", Set.of("sent", "closed").contains(told) ? told : null);
        return page(language, model, "", "", null);
    }

    @PostMapping("/desk/disputes/{id}/evidence")
    String answer(@PathVariable String id, @RequestParam(defaultValue = "") String text, Locale language, Model model) {
        var stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return page(language, model, id, text, "text");
        }
        try {
            boolean taken = disputes.answer(id, stripped);
            if (taken) {
                audit.record("dispute.answered", "dispute", id, "");
            }
            return "redirect:" + publication.site(language).to("/desk/disputes?told=" + (taken ? "sent" : "closed"));
        } catch (PaymentGateway.Unreachable e) {
            LOG.warn("The answer to {} may not have arrived: {}", id, e.getMessage());
            return page(language, model, id, text, "unreachable");
        }
    }

    private String page(Locale language, Model model, String wrong, String typed, @Nullable String problem) {
        List<ShownDispute> shown = disputes.open().stream()
                .map(each -> shown(each, each.id().equals(wrong), typed, language))
                .toList();
        model.addAttribute("disputes", shown);
        model.addAttribute("problem", problem);
        return "operations/disputes";
    }

    private ShownDispute shown(OpenDispute each, boolean wrong, String typed, Locale language) {
        return new ShownDispute(
                each.id(),
                MoneyText.exact(each.amount(), language),
                each.reason(),
                each.inquiry(),
                day(each.madeAt(), language),
                each.dueBy() == null ? null : day(each.dueBy(), language),
                each.answerable(),
                wrong ? typed : "",
                wrong);
    }

    private String day(Instant at, Locale language) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(publication.newsroom().zone())
                .format(at);
    }
}
