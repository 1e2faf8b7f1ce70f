package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Secrets;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Collection;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.invoices.Invoices;
import org.broadsheet.sandbox.engine.payments.Challenges;
import org.broadsheet.sandbox.engine.payments.Charging.Attempt;
import org.broadsheet.sandbox.store.Works;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An invoice's own page: what it is about, and how it is paid by whoever has the address. */
@Controller
@RequestMapping("/i/{token}")
class InvoiceController {
    private final Works works;
    private final Words words;

    InvoiceController(Works works, Words words) {
        this.works = works;
        this.words = words;
    }

    @GetMapping
    ModelAndView show(@PathVariable String token, HttpServletRequest request) {
        return open(token, request, (step, invoice) -> page(step, invoice, token, CardEntry.Shown.EMPTY, request));
    }

    @GetMapping("/pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String token) {
        var id = Secrets.id("in_", token);
        var account = works.ownerOf(id, "invoice");
        if (account.isEmpty()) return ResponseEntity.notFound().build();
        return works.read(account.get(), step -> {
            var invoice = step.find(id);
            if (invoice == null || !Secrets.opens(token, invoice))
                return ResponseEntity.notFound().build();

            var sheet = InvoiceSheet.of(invoice, words, Locale.US);
            return paper(sheet, InvoicePdf.of(sheet));
        });
    }

    /** Whoever may read the invoice may read what was taken back of it. */
    @GetMapping("/credit/{note}/pdf")
    ResponseEntity<byte[]> credit(@PathVariable String token, @PathVariable String note) {
        var id = Secrets.id("in_", token);
        var account = works.ownerOf(id, "invoice");
        if (account.isEmpty()) return ResponseEntity.notFound().build();
        return works.read(account.get(), step -> {
            var invoice = step.find(id);
            var taken = step.find(note);
            if (invoice == null || !Secrets.opens(token, invoice) || taken == null)
                return ResponseEntity.notFound().build();
            if (!taken.is("object", "credit_note") || !taken.is("invoice", id))
                return ResponseEntity.notFound().build();

            var sheet = CreditNoteSheet.of(taken, invoice, words, Locale.US);
            return paper(sheet, InvoicePdf.of("Credit note ", sheet));
        });
    }

    private static ResponseEntity<byte[]> paper(InvoiceSheet sheet, byte[] pdf) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + sheet.number() + ".pdf\"")
                .body(pdf);
    }

    /** A card typed here is used once and not kept; without one, the card on file is asked. */
    @PostMapping("/payment")
    ModelAndView pay(
            @PathVariable String token,
            CardEntry card,
            @RequestParam(defaultValue = "card") String means,
            HttpServletRequest request) {
        return open(token, request, (step, invoice) -> {
            if (!isPayable(invoice) || Invoices.isUnderWay(step, invoice)) return Visit.seeOther("/i/" + token);
            var onFile =
                    means.equals("file") ? Collection.methodFor(step, invoice).orElse(null) : null;
            var locale = SpokenLocale.of(request.getLocale());
            var mistakes = onFile == null ? card.mistakes(step.now(), words, locale) : Map.<String, String>of();
            if (!mistakes.isEmpty()) return page(step, invoice, token, card.shown(mistakes, null), request);

            var method = onFile == null
                    ? PaymentMethods.create(step, card.details(), invoice.find("customer_email"), card.nameOrNull())
                    : onFile;
            return after(step, invoice, Collection.payOnPage(step, invoice, method), token, card, request);
        });
    }

    private static boolean isPayable(Doc invoice) {
        return invoice.is("status", "open") || invoice.is("status", "uncollectible");
    }

    private ModelAndView after(
            Step step, Doc invoice, Attempt attempt, String token, CardEntry card, HttpServletRequest request) {
        return switch (attempt) {
            case Attempt.Paid paid -> Visit.seeOther("/i/" + token);
            case Attempt.Processing processing -> Visit.seeOther("/i/" + token);
            case Attempt.RequiresAction asks -> question(step, invoice, token);
            case Attempt.Refused refused ->
                page(
                        step,
                        invoice,
                        token,
                        card.shown(
                                Map.of(),
                                DeclineWords.of(refused.decline(), words, SpokenLocale.of(request.getLocale()))),
                        request);
        };
    }

    /** On to the bank that has asked, and back here afterwards. */
    @PostMapping("/challenge")
    ModelAndView confirm(@PathVariable String token, HttpServletRequest request) {
        return open(
                token,
                request,
                (step, invoice) -> waiting(step, invoice) == null
                        ? Visit.seeOther("/i/" + token)
                        : question(step, invoice, token));
    }

    private static ModelAndView question(Step step, Doc invoice, String token) {
        var intent = step.need(invoice.hidden().text("payment_intent"));
        Challenges.comeBackTo(intent, step.address() + "/i/" + token);
        return Visit.seeOther(Challenges.url(step, intent));
    }

    private static @Nullable Doc waiting(Step step, Doc invoice) {
        var intent = step.find(invoice.hidden().find("payment_intent"));
        return intent != null && Challenges.waits(intent) ? intent : null;
    }

    private ModelAndView open(String token, HttpServletRequest request, BiFunction<Step, Doc, ModelAndView> page) {
        var id = Secrets.id("in_", token);
        var account = works.ownerOf(id, "invoice");
        if (account.isEmpty()) return unknown(request);
        try {
            return works.change(account.get(), Cause.NONE, step -> {
                var invoice = step.find(id);
                if (invoice == null || !invoice.is("object", "invoice")) return unknown(request);
                return Secrets.opens(token, invoice) ? page.apply(step, invoice) : unknown(request);
            });
        } catch (Problem refused) {
            if (refused.status() == PageProblems.COME_AGAIN) throw refused;
            return Notice.of(words, SpokenLocale.of(request.getLocale()), "portal.refused", HttpStatus.CONFLICT)
                    .addObject("link", "/i/" + token)
                    .addObject("linkText", words.say(SpokenLocale.of(request.getLocale()), "invoice.back"));
        }
    }

    private ModelAndView page(Step step, Doc invoice, String token, CardEntry.Shown card, HttpServletRequest request) {
        var locale = SpokenLocale.of(request.getLocale());
        var payable = isPayable(invoice);
        var underWay = Invoices.isUnderWay(step, invoice);
        var onFile = payable ? Collection.methodFor(step, invoice).orElse(null) : null;
        var sheet = InvoiceSheet.of(invoice, words, locale);
        var page = new ModelAndView("invoice")
                .addObject("base", "/i/" + token)
                .addObject("sheet", sheet)
                .addObject("state", invoice.text("status"))
                .addObject("payable", payable && !underWay)
                .addObject("underWay", payable && underWay)
                .addObject("asked", payable && waiting(step, invoice) != null)
                .addObject("onFile", onFile == null ? null : MethodWords.brief(onFile, words, locale))
                .addObject("card", card)
                .addObject("cards", CardHelp.all(words, locale));
        if (card.wrong()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView unknown(HttpServletRequest request) {
        return Notice.of(words, SpokenLocale.of(request.getLocale()), "invoice.unknown", HttpStatus.NOT_FOUND);
    }
}
