package org.broadsheet.contributions.papers;

import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.GivenBack;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A member's receipts, and each of them as a file. Somebody else's does not exist. */
@Controller
class ReceiptsController {
    private final Papers papers;
    private final ReceiptPdf pdf;
    private final StatementPdf statements;
    private final GivenBack givenBack;
    private final Members members;
    private final Publication publication;
    private final Texts texts;

    ReceiptsController(
            Papers papers,
            ReceiptPdf pdf,
            StatementPdf statements,
            GivenBack givenBack,
            Members members,
            Publication publication,
            Texts texts) {
        this.papers = papers;
        this.pdf = pdf;
        this.statements = statements;
        this.givenBack = givenBack;
        this.members = members;
        this.publication = publication;
        this.texts = texts;
    }

    /** A receipt as its row of the page has it. */
    public record Row(String number, String date, String sum, String what, String card) {}

    @GetMapping("/account/receipts")
    String list(Locale locale, Model model) {
        var newsroom = publication.newsroom();
        var language = newsroom.nearest(locale);
        List<Receipt> receipts = papers.of(member());
        model.addAttribute(
                "receipts",
                receipts.stream()
                        .map(each -> new Row(
                                each.number().toString(),
                                PaperDates.full(each.paidAt(), newsroom.zone(), language),
                                MoneyText.exact(each.total(), language),
                                texts.get(
                                        language,
                                        "contributions.kind." + each.frequency().key()),
                                Objects.requireNonNullElse(each.card(), "")))
                        .toList());
        model.addAttribute("years", years(receipts, newsroom.zone()));
        model.addAttribute("months", months(language));
        return "contributions/receipts";
    }

    @GetMapping("/account/receipts/{number}")
    ResponseEntity<byte[]> one(@PathVariable String number) {
        var member = members.find(member()).orElseThrow(ReceiptsController::notFound);
        var receipt = ReceiptNumber.find(number)
                .flatMap(each -> papers.find(member.id(), each))
                .orElseThrow(ReceiptsController::notFound);
        return file(
                ReceiptPdf.fileName(receipt),
                pdf.print(
                        receipt,
                        member,
                        givenBack.of(List.of(receipt.payment())).get(receipt.payment())));
    }

    /** Any twelve months, by the first of them. */
    @GetMapping("/account/receipts/statement")
    ResponseEntity<byte[]> statement(@RequestParam int year, @RequestParam int month, Locale locale) {
        var member = members.find(member()).orElseThrow(ReceiptsController::notFound);
        var wanted = FiscalYear.find(year, month).orElseThrow(ReceiptsController::notFound);
        var language = publication.newsroom().nearest(locale);
        return file(StatementPdf.fileName(wanted), statements.print(member, wanted, language));
    }

    private static List<Integer> years(List<Receipt> receipts, ZoneId zone) {
        return receipts.stream()
                .map(each -> each.paidAt().atZone(zone).getYear())
                // A year that begins in July belongs to the calendar year before as well.
                .flatMap(year -> Stream.of(year, year - 1))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    static Map<Integer, String> months(Locale language) {
        var months = new LinkedHashMap<Integer, String>();
        for (var month : Month.values()) {
            months.put(month.getValue(), month.getDisplayName(TextStyle.FULL_STANDALONE, language));
        }
        return months;
    }

    static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private MemberId member() {
        return members.signedIn().orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }
}
