package org.broadsheet.contributions.papers;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.broadsheet.publication.Publication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Prints a template as a PDF that a screen reader can read: tagged as PDF/UA, with language, title and its own fonts, Cyrillic
 * included; and that is kept for years: PDF/A. Fetches nothing from anywhere while it prints.
 */
@Component
class PdfPress {
    private static final String FAMILY = "Paper Serif";
    private static final String STYLE = "paper:style";

    private final ITemplateEngine templates;
    private final Publication publication;
    private final byte[] regular = file("source-serif-4-regular.ttf");
    private final byte[] semibold = file("source-serif-4-semibold.ttf");
    private final byte[] colors = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private final byte[] style = file("paper.css");

    static {
        // It tells of every page that it lays out.
        XRLog.listRegisteredLoggers().forEach(each -> XRLog.setLevel(each, Level.WARNING));
    }

    PdfPress(ITemplateEngine templates, Publication publication) {
        this.templates = templates;
        this.publication = publication;
    }

    /** @param template {@code receipt} stands for {@code templates/papers/receipt.html}, which must be well-formed as XML */
    byte[] print(String template, Locale language, Map<String, Object> model) {
        var all = new HashMap<>(model);
        all.put("site", publication.site(language));
        var html = templates.process("papers/" + template, new Context(language, all));
        var pdf = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .usePdfUaAccessibility(true)
                    .usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_A)
                    .useColorProfile(colors)
                    .useFont(() -> new ByteArrayInputStream(regular), FAMILY, 400, FontStyle.NORMAL, true)
                    .useFont(() -> new ByteArrayInputStream(semibold), FAMILY, 600, FontStyle.NORMAL, true)
                    .useUriResolver((base, uri) -> STYLE.equals(uri) ? uri : null)
                    .useProtocolsStreamImplementation(uri -> new Style(style), "paper")
                    .withProducer("Broadsheet")
                    .withHtmlContent(html, null)
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    /** The one thing that a paper may ask for. */
    private record Style(byte[] css) implements FSStream {
        @Override
        public InputStream getStream() {
            return new ByteArrayInputStream(css);
        }

        @Override
        public Reader getReader() {
            return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] file(String name) {
        try {
            return new ClassPathResource("papers/" + name).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
