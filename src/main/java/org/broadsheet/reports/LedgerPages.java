package org.broadsheet.reports;

import java.util.Locale;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

@Controller
class LedgerPages {
    private final Reports reports;
    private final Publication publication;
    private final Texts texts;

    LedgerPages(Reports reports, Publication publication, Texts texts) {
        this.reports = reports;
        this.publication = publication;
        this.texts = texts;
    }

    @GetMapping("/desk/ledger")
    String ledger(@RequestParam(defaultValue = "1") int page, Locale locale, Model model) {
        var ledger = reports.ledger(Math.max(1, page));
        if (ledger.page() > ledger.pages()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("say", new Wording(locale, publication.newsroom().zone(), texts));
        model.addAttribute("ledger", ledger);
        return "reports/ledger";
    }
}
