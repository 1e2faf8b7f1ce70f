package org.broadsheet.reports;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.money.Currencies;
import org.broadsheet.publication.GivingTerms.CurrencyTerms;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.broadsheet.reports.RowQuery.Sort;
import org.broadsheet.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

@Controller
class SupporterReportPages {
    /** No paper that uses this is older; PostgreSQL has no date for what else could be typed. */
    private static final YearMonth EARLIEST = YearMonth.of(2000, 1);

    private static final Map<String, String> TAGS = Map.of(
            "active",
            "good",
            "given",
            "good",
            "settled",
            "good",
            "past_due",
            "warn",
            "refunded",
            "warn",
            "ended",
            "off");

    private final Reports reports;
    private final Publication publication;
    private final Texts texts;
    private final Clock clock;

    SupporterReportPages(Reports reports, Publication publication, Texts texts, Clock clock) {
        this.reports = reports;
        this.publication = publication;
        this.texts = texts;
        this.clock = clock;
    }

    /** The desk begins here; whoever only writes begins with the articles. */
    @GetMapping("/desk")
    String overview(HttpServletRequest request, Locale locale, Model model) {
        if (DeskEntries.READERS.stream().map(Role::name).noneMatch(request::isUserInRole)) {
            return "redirect:"
                    + publication.newsroom().localPath(publication.newsroom().nearest(locale), "/desk/articles");
        }
        var say = wording(locale);
        var report = reports.supporters();
        model.addAttribute("say", say);
        model.addAttribute("now", clock.instant());
        model.addAttribute("view", SupporterReportView.of(report, say));
        model.addAttribute("quiet", quiet(report));
        model.addAttribute(
                "terms", List.of("active-supporters", "mrr", "new", "lost", "received", "given-once", "books"));
        return "reports/overview";
    }

    @GetMapping("/desk/reports/{name}")
    String rows(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(defaultValue = "date") String sort,
            @RequestParam(defaultValue = "desc") String order,
            @RequestParam(defaultValue = "1") int page,
            Locale locale,
            Model model) {
        var now = reports.month();
        var query = new RowQuery(
                ReportName.find(name).orElseThrow(SupporterReportPages::notFound),
                currency == null ? null : Currencies.find(currency).orElseThrow(SupporterReportPages::notFound),
                month == null ? now : month(month, now),
                sort.equals(Sort.AMOUNT.key()) ? Sort.AMOUNT : Sort.DATE,
                !order.equals("asc"),
                Math.max(1, page));
        var shown = reports.rows(query);
        if (query.page() > shown.pages()) {
            throw notFound();
        }
        model.addAttribute("say", wording(locale));
        model.addAttribute("query", query);
        model.addAttribute("rows", shown);
        model.addAttribute("running", query.month().equals(now));
        model.addAttribute(
                "before",
                query.month().equals(EARLIEST)
                        ? null
                        : query.during(query.month().minusMonths(1)));
        model.addAttribute(
                "after",
                query.month().equals(now) ? null : query.during(query.month().plusMonths(1)));
        model.addAttribute("choices", choices(query, shown));
        model.addAttribute("byDate", query.by(Sort.DATE).path());
        model.addAttribute("byAmount", query.by(Sort.AMOUNT).path());
        model.addAttribute("tags", TAGS);
        return "reports/rows";
    }

    private Wording wording(Locale locale) {
        return new Wording(locale, publication.newsroom().zone(), texts);
    }

    /** Currencies that are taken and in which nobody has given. */
    private List<Currency> quiet(SupporterReport report) {
        return publication.terms().currencies().stream()
                .map(CurrencyTerms::currency)
                .filter(each -> report.currencies().stream()
                        .noneMatch(other -> other.currency().equals(each)))
                .toList();
    }

    /** The same rows in one currency or all of them: those that the newsroom takes, and whatever is on the page. */
    private List<RowQuery> choices(RowQuery query, RowPage shown) {
        return java.util.stream.Stream.of(
                        publication.terms().currencies().stream().map(CurrencyTerms::currency),
                        shown.totals().stream().map(RowPage.Total::currency),
                        java.util.stream.Stream.ofNullable(query.currency()))
                .flatMap(each -> each)
                .distinct()
                .map(query::in)
                .toList();
    }

    private static YearMonth month(String typed, YearMonth now) {
        try {
            var month = YearMonth.parse(typed);
            if (month.isBefore(EARLIEST) || month.isAfter(now)) {
                throw notFound();
            }
            return month;
        } catch (DateTimeParseException e) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
