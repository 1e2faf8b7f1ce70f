package org.broadsheet.reports;

import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.reports.Drawing.Column;
import org.broadsheet.reports.Drawing.Part;
import org.broadsheet.reports.Drawing.Point;
import org.broadsheet.reports.SupporterReport.CurrencyMonth;
import org.broadsheet.reports.SupporterReport.CurrencyReport;
import org.broadsheet.reports.SupporterReport.Heads;
import org.jspecify.annotations.Nullable;

/**
 * The supporter report as the page shows it.
 *
 * @param over figures by head over all currencies; empty where there is one currency, whose figures are the same
 */
record SupporterReportView(SupporterReport report, List<Figure> over, Chart supporters, List<CurrencyView> currencies) {

    /** @param mrrUnit what the axis of the chart counts in; {@code mrr} is null where nothing ever recurred */
    record CurrencyView(
            CurrencyReport report,
            List<Figure> figures,
            @Nullable Chart mrr,
            String mrrUnit,
            Chart received,
            String receivedUnit) {
        public String code() {
            return report.currency().getCurrencyCode();
        }
    }

    static SupporterReportView of(SupporterReport report, Wording say) {
        return new SupporterReportView(
                report,
                report.currencies().size() > 1 ? over(report, say) : List.of(),
                supporters(report, say),
                report.currencies().stream().map(each -> currency(each, say)).toList());
    }

    /** Address of a figure's rows; for the links of tables. */
    public String rows(String report, @Nullable Currency currency, YearMonth month) {
        return RowQuery.of(ReportName.find(report).orElseThrow(), currency, month)
                .path();
    }

    private static List<Figure> over(SupporterReport report, Wording say) {
        var heads = report.current();
        return List.of(
                figure(
                        ReportName.ACTIVE_SUPPORTERS,
                        null,
                        heads.month(),
                        say.number(heads.active()),
                        say.text("reports.note.change", say.change(heads.net()))),
                figure(ReportName.NEW, null, heads.month(), say.number(heads.gained()), ""),
                figure(ReportName.LOST, null, heads.month(), say.number(heads.lost()), lostNote(heads, say)));
    }

    private static String lostNote(Heads heads, Wording say) {
        return heads.unpaid() == 0 ? "" : say.count("reports.note.unpaid", heads.unpaid());
    }

    private static CurrencyView currency(CurrencyReport report, Wording say) {
        var mrrHighest = report.history().stream()
                .mapToLong(each -> each.mrr().perMonth().minorUnits())
                .max()
                .orElse(0);
        var mrrAxis = MoneyAxis.upTo(mrrHighest, report.currency());
        var receivedAxis = MoneyAxis.upTo(
                report.months().stream()
                        .mapToLong(each -> each.received().minorUnits())
                        .max()
                        .orElse(0),
                report.currency());
        return new CurrencyView(
                report,
                figures(report, say),
                mrrHighest == 0 ? null : mrr(report, mrrAxis, say),
                unit(mrrAxis, say),
                received(report, receivedAxis, say),
                unit(receivedAxis, say));
    }

    private static String unit(MoneyAxis axis, Wording say) {
        return say.text("reports.unit." + axis.unit(), say.name(axis.currency()));
    }

    private static List<Figure> figures(CurrencyReport report, Wording say) {
        var now = report.current();
        var before = report.months().get(report.months().size() - 2);
        var currency = report.currency();
        var mrr = now.mrr().perMonth();
        var change = Balance.between(before.mrr().perMonth(), mrr);
        return List.of(
                figure(
                        ReportName.ACTIVE_SUPPORTERS,
                        currency,
                        now.month(),
                        say.number(now.active()),
                        say.text("reports.note.change", say.change(now.headsGained() - now.headsLost()))),
                figure(
                        ReportName.MRR,
                        currency,
                        now.month(),
                        say.money(mrr),
                        say.text("reports.note.since", say.change(change), say.ofMonth(before.month()))),
                figure(
                        ReportName.NEW,
                        currency,
                        now.month(),
                        say.number(now.headsGained()),
                        say.text("reports.note.perMonth", say.money(now.gained().perMonth()))),
                figure(
                        ReportName.LOST,
                        currency,
                        now.month(),
                        say.number(now.headsLost()),
                        say.text("reports.note.perMonth", say.money(now.lost().perMonth()))),
                figure(
                        ReportName.RECEIVED,
                        currency,
                        now.month(),
                        say.money(now.received()),
                        say.count("reports.note.payments", now.payments())),
                figure(
                        ReportName.GIVEN_ONCE,
                        currency,
                        now.month(),
                        say.money(now.once()),
                        say.count("reports.note.gifts", now.gifts())));
    }

    private static Figure figure(
            ReportName name, @Nullable Currency currency, YearMonth month, String value, String note) {
        return new Figure(
                name.key(), value, note, RowQuery.of(name, currency, month).path());
    }

    private static Chart supporters(SupporterReport report, Wording say) {
        var now = report.current();
        var title = say.text(
                "reports.chart.supporters",
                say.ofMonth(report.heads().getFirst().month()),
                say.month(now.month()),
                say.number(now.gained()),
                say.number(now.lost()),
                say.change(now.net()),
                say.number(now.active()));
        var columns = report.heads().stream()
                .map(each -> new Column(
                        say.shortMonth(each.month()),
                        say.text(
                                "reports.chart.supporters.month",
                                say.month(each.month()),
                                say.number(each.gained()),
                                say.number(each.stopped()),
                                say.number(each.unpaid())),
                        List.of(new Part("c1", each.gained())),
                        List.of(new Part("c2", each.stopped()), new Part("c3", each.unpaid())),
                        report.since() == null || each.month().isBefore(report.since()) ? null : each.net(),
                        each.month().equals(report.month())))
                .toList();
        return Drawing.bars(
                "supporters", title, say::number, columns, say.text("reports.chart.net", say.change(now.net())));
    }

    private static Chart mrr(CurrencyReport report, MoneyAxis axis, Wording say) {
        var history = report.history();
        var first = history.getFirst();
        var now = report.current();
        var points = report.months().stream()
                .map(each -> new Point(
                        say.shortMonth(each.month()),
                        history.contains(each) ? each.mrr().perMonth().minorUnits() : null,
                        each == now))
                .toList();
        return Drawing.line(
                "mrr-" + report.currency().getCurrencyCode(),
                mrrTitle(first, now, say),
                tick -> axis.label(tick, say.locale()),
                points,
                say.money(now.mrr().perMonth()));
    }

    private static String mrrTitle(CurrencyMonth first, CurrencyMonth now, Wording say) {
        var from = first.mrr().perMonth();
        var to = now.mrr().perMonth();
        if (first.month().equals(now.month())) {
            return say.text("reports.chart.mrr.first", say.money(to), say.ofMonth(now.month()));
        }
        var finding = from.compareTo(to) < 0 ? "rose" : from.compareTo(to) > 0 ? "fell" : "stayed";
        return say.text(
                "reports.chart.mrr." + finding,
                say.money(from),
                say.ofMonth(first.month()),
                say.money(to),
                say.ofMonth(now.month()));
    }

    private static Chart received(CurrencyReport report, MoneyAxis axis, Wording say) {
        var now = report.current();
        var most = Stream.concat(report.history().stream(), Stream.of(now))
                .max(java.util.Comparator.comparing(CurrencyMonth::received))
                .orElse(now);
        var columns = report.months().stream()
                .map(each -> new Column(
                        say.shortMonth(each.month()),
                        say.text(
                                "reports.chart.received.month",
                                say.month(each.month()),
                                say.money(each.received()),
                                say.money(each.once())),
                        List.of(
                                new Part(
                                        "c1", each.received().minus(each.once()).minorUnits()),
                                new Part("c5", each.once().minorUnits())),
                        List.of(),
                        null,
                        each == now))
                .toList();
        return Drawing.bars(
                "received-" + report.currency().getCurrencyCode(),
                say.text(
                        "reports.chart.received",
                        say.money(now.received()),
                        say.ofMonth(now.month()),
                        say.money(most.received()),
                        say.ofMonth(most.month())),
                tick -> axis.label(tick, say.locale()),
                columns,
                say.money(now.received()));
    }
}
