package org.broadsheet.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.broadsheet.money.Money;
import org.broadsheet.reports.Chart.Label;
import org.broadsheet.reports.Drawing.Column;
import org.broadsheet.reports.Drawing.Part;
import org.broadsheet.reports.Drawing.Point;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DrawingTests {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

    @Nested
    class A_scale {
        @Test
        void takes_round_steps() {
            assertThat(Scale.fromZero(-580, 3_120, 4)).isEqualTo(new Scale(-1_000, 4_000, 1_000));
            assertThat(Scale.fromZero(0, 7, 4).ticks()).containsExactly(0L, 2L, 4L, 6L, 8L);
        }

        @Test
        void is_there_over_nothing() {
            assertThat(Scale.fromZero(0, 0, 4)).isEqualTo(new Scale(0, 1, 1));
        }

        @Test
        void need_not_begin_at_zero() {
            assertThat(Scale.over(231_000, 284_000, 4).low()).isEqualTo(220_000);
        }

        @Test
        void holds_all_money_in_the_world() {
            var scale = Scale.fromZero(-1, 1_000_000_000_000_000L, 4);

            assertThat(scale.ticks()).hasSizeLessThan(8);
            assertThat(scale.share(scale.high())).isEqualTo(1);
        }
    }

    @Nested
    class Bars {
        @Test
        void stand_on_zero_and_losses_hang_below_it() {
            var chart = bars(month(10, 4, false));
            double zero = y(chart.rules().getLast().d());
            var up = chart.bars().getFirst().shapes().get(0).d();
            var down = chart.bars().getFirst().shapes().get(1).d();

            assertThat(numbers(up).get(3)).isEqualTo(zero);
            assertThat(numbers(up).get(1)).isLessThan(zero);
            assertThat(numbers(down).get(1)).isEqualTo(zero);
            assertThat(numbers(down).get(3)).isGreaterThan(zero);
        }

        @Test
        void that_are_nothing_are_not_drawn() {
            assertThat(bars(month(0, 0, false)).bars().getFirst().shapes())
                    .extracting(Chart.Shape::css)
                    .containsExactly("net");
        }

        @Test
        void of_the_running_month_are_dashed() {
            assertThat(bars(month(3, 0, false), month(3, 0, true)).bars())
                    .extracting(each -> each.shapes().getFirst().css())
                    .containsExactly("c1", "c1 run");
        }

        @Test
        void stay_within_the_picture_however_huge() {
            var chart = bars(
                    month(0, 0, false), month(900_000_000_000_000L, 1, false), month(1, 800_000_000_000_000L, true));

            assertThat(chart.bars().stream().flatMap(each -> each.shapes().stream()))
                    .allSatisfy(shape -> assertThat(numbers(shape.d()).get(1)).isBetween(0.0, (double) chart.height()));
        }

        @Test
        void have_no_negative_size() {
            assertThatThrownBy(() -> new Part("c1", -1)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void label_every_second_month_on_a_phone_and_always_the_last() {
            var chart = bars(IntStream.range(0, 12)
                    .mapToObj(each -> month(1, 0, each == 11))
                    .toArray(Column[]::new));
            var months = chart.labels().stream()
                    .filter(each -> each.text().equals("Nov"))
                    .map(Label::css)
                    .toList();

            assertThat(months).hasSize(12).endsWith("m thin", "m");
        }

        @Test
        void carry_no_style() {
            assertThat(bars(month(3, 1, true)).bars().toString()).doesNotContain("style");
        }

        private static Chart bars(Column... columns) {
            return Drawing.bars("supporters", "Net +6", Long::toString, List.of(columns), "Net +6");
        }

        private static Column month(long gained, long lost, boolean running) {
            return new Column(
                    "Nov",
                    "November",
                    List.of(new Part("c1", gained)),
                    List.of(new Part("c2", lost)),
                    gained - lost,
                    running);
        }
    }

    @Nested
    class A_line {
        @Test
        void begins_where_history_does_and_ends_dashed() {
            var chart = line(null, null, 500L, 700L, 600L);

            assertThat(chart.lines()).extracting(Chart.Shape::css).containsExactly("ln", "ln part");
            assertThat(numbers(chart.lines().getFirst().d())).hasSize(4);
            assertThat(chart.dots()).hasSize(1);
        }

        @Test
        void of_one_month_is_a_dot() {
            var chart = line(null, null, 500L);

            assertThat(chart.lines()).isEmpty();
            assertThat(chart.dots()).hasSize(1);
        }

        @Test
        void of_two_months_is_all_dashed() {
            assertThat(line(400L, 500L).lines()).extracting(Chart.Shape::css).containsExactly("ln part");
        }

        @Test
        void of_nothing_is_an_empty_picture() {
            assertThat(line(null, null).dots()).isEmpty();
            assertThat(line().labels()).isNotEmpty();
        }

        @Test
        void that_is_flat_lies_within_the_picture() {
            var chart = line(500L, 500L, 500L);

            assertThat(Double.parseDouble(chart.dots().getFirst().cy())).isBetween(0.0, 200.0);
        }

        @Test
        void keeps_a_label_off_the_line_that_falls_to_it() {
            var chart = line(900L, 500L, 450L, 400L, 700L, 600L);
            var label = chart.labels().stream()
                    .filter(each -> each.css().startsWith("val"))
                    .findFirst()
                    .orElseThrow();

            assertThat(Double.parseDouble(label.y()))
                    .isGreaterThan(Double.parseDouble(chart.dots().getFirst().cy()));
        }

        private static Chart line(@Nullable Long... values) {
            var points = IntStream.range(0, values.length)
                    .mapToObj(each -> new Point("Nov", values[each], each == values.length - 1))
                    .toList();
            return Drawing.line("mrr-EUR", "Rose", Long::toString, points, "€6");
        }
    }

    @Nested
    class An_axis_of_money {
        @Test
        void says_its_unit_once() {
            var euro = Money.of(0, "EUR").currency();
            var yen = Money.of(0, "JPY").currency();

            assertThat(MoneyAxis.upTo(950, euro).label(950, Locale.ENGLISH)).isEqualTo("9.5");
            assertThat(MoneyAxis.upTo(25_000_000, euro).unit()).isEqualTo("thousand");
            assertThat(MoneyAxis.upTo(25_000_000, euro).label(25_000_000, Locale.ENGLISH))
                    .isEqualTo("250");
            assertThat(MoneyAxis.upTo(9_000_000_000L, euro).label(-1_000_000_000L, Locale.ENGLISH))
                    .isEqualTo("−10");
            assertThat(MoneyAxis.upTo(9_999, yen).label(5_000, Locale.ENGLISH)).isEqualTo("5,000");
        }
    }

    private static double y(String path) {
        return numbers(path).get(1);
    }

    private static List<Double> numbers(String path) {
        return NUMBER.matcher(path)
                .results()
                .map(each -> Double.parseDouble(each.group()))
                .toList();
    }
}
