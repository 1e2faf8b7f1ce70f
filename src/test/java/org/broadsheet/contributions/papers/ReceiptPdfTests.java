package org.broadsheet.contributions.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.broadsheet.TestParts;
import org.broadsheet.members.Member;
import org.broadsheet.members.MemberId;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.verapdf.pdfa.flavours.PDFAFlavour;

@SpringBootTest
@ContextConfiguration(initializers = TestParts.class)
class ReceiptPdfTests {
    private static final Member ELIF = new Member(
            new MemberId(UUID.randomUUID()),
            new EmailAddress("elif@example.org"),
            "Elif",
            Locale.ENGLISH,
            true,
            Instant.parse("2026-11-23T09:00:00Z"));

    @Autowired
    ReceiptPdf pdf;

    @Test
    void it_says_what_was_paid_by_whom_and_what_was_promised() throws IOException {
        try (var document = print(Locale.ENGLISH, null)) {
            assertThat(text(document))
                    .contains("Receipt 2026-000123")
                    .contains("€5.00")
                    .contains("€0.33")
                    .contains("€5.33")
                    .contains("November 23, 2026")
                    .contains("Elif (elif@example.org)")
                    .contains("Visa 4242")
                    .contains("€5 today, then €5 on the 23rd of each month.")
                    .doesNotContain("Given back");
        }
    }

    @Test
    void it_speaks_russian() throws IOException {
        try (var document = print(Locale.of("ru"), null)) {
            assertThat(text(document))
                    .contains("Квитанция 2026-000123")
                    .contains("23 ноября 2026 г.")
                    .contains("5,33 €")
                    .contains("5 € сегодня, затем 5 € 23-го числа каждого месяца.")
                    .doesNotContain("#");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("ru");
        }
    }

    @Test
    void it_tells_what_has_been_given_back_since() throws IOException {
        try (var document = print(Locale.ENGLISH, Money.of(200, "EUR"))) {
            assertThat(text(document)).contains("Given back since").contains("€2.00");
        }
    }

    @Test
    void a_screen_reader_finds_language_title_headings_and_table_cells() throws IOException {
        try (var document = print(Locale.ENGLISH, null)) {
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Receipt 2026-000123");
            assertThat(new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .contains("pdfuaid");
            assertThat(kinds(catalog.getStructureTreeRoot())).contains("H1", "H2", "P", "Table", "TR", "TH", "TD");
        }
    }

    @Test
    void its_letters_travel_with_it() throws IOException {
        try (var document = print(Locale.of("ru"), null)) {
            var fonts = new ArrayList<String>();
            for (var page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    var font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    fonts.add(font.getName());
                }
            }
            assertThat(fonts).isNotEmpty().allMatch(name -> name.contains("SourceSerif4"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PDFAFlavour.class,
            names = {"PDFUA_1", "PDFA_3_A"})
    void the_reference_checker_finds_no_fault(PDFAFlavour standard) throws Exception {
        assertThat(Checker.faults(bytes(Locale.ENGLISH, null), standard)).isEmpty();
        assertThat(Checker.faults(bytes(Locale.of("ru"), Money.of(100, "EUR")), standard))
                .isEmpty();
    }

    @Test
    void the_reference_checker_would_find_a_fault() throws Exception {
        var plain = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(plain);
        }
        assertThat(Checker.faults(plain.toByteArray(), PDFAFlavour.PDFUA_1)).isNotEmpty();
    }

    private PDDocument print(Locale language, Money refunded) throws IOException {
        return Loader.loadPDF(bytes(language, refunded));
    }

    private byte[] bytes(Locale language, Money refunded) {
        var receipt = Givers.draft(UUID.randomUUID(), Instant.parse("2026-11-23T09:00:00Z"), language)
                .numbered(new ReceiptNumber(2026, 123));
        return pdf.print(receipt, ELIF, refunded);
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document).replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static List<String> kinds(PDStructureNode node) {
        var kinds = new ArrayList<String>();
        for (var kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                kinds.add(element.getStandardStructureType());
                kinds.addAll(kinds(element));
            }
        }
        return kinds;
    }
}
