package org.broadsheet.contributions.papers;

import java.util.Locale;
import org.broadsheet.publication.Publication;
import org.broadsheet.staff.AuditTrail;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where finance sends all statements of a year. */
@Controller
class StatementDeskController {
    private final StatementRun run;
    private final Papers papers;
    private final AuditTrail audit;
    private final Publication publication;

    StatementDeskController(StatementRun run, Papers papers, AuditTrail audit, Publication publication) {
        this.run = run;
        this.papers = papers;
        this.audit = audit;
        this.publication = publication;
    }

    /** Without a year, the calendar year before this one. */
    @GetMapping("/desk/statements")
    String show(
            @RequestParam(defaultValue = "0") int year,
            @RequestParam(defaultValue = "1") int month,
            @RequestParam(defaultValue = "false") boolean sent,
            Locale locale,
            Model model) {
        int before = papers.now().atZone(publication.newsroom().zone()).getYear() - 1;
        var chosen = read(year == 0 ? before : year, month);
        var language = publication.newsroom().nearest(locale);
        model.addAttribute("year", chosen.first().getYear());
        model.addAttribute("month", chosen.first().getMonthValue());
        model.addAttribute("months", ReceiptsController.months(language));
        model.addAttribute("first", PaperDates.full(chosen.firstDay(), language));
        model.addAttribute("last", PaperDates.full(chosen.lastDay(), language));
        model.addAttribute("supporters", run.supporters(chosen));
        model.addAttribute("sent", sent);
        return "contributions/statements";
    }

    @PostMapping("/desk/statements")
    String send(@RequestParam int year, @RequestParam int month, Locale locale) {
        var chosen = read(year, month);
        audit.record("statements.sent", "year", chosen.first().toString(), "");
        run.send(chosen);
        return "redirect:"
                + publication
                        .newsroom()
                        .localPath(locale, "/desk/statements?sent=true&year=" + year + "&month=" + month);
    }

    private static FiscalYear read(int year, int month) {
        return FiscalYear.find(year, month).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
