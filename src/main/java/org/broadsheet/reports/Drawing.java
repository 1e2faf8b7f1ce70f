package org.broadsheet.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.broadsheet.reports.Chart.Dot;
import org.broadsheet.reports.Chart.Group;
import org.broadsheet.reports.Chart.Label;
import org.broadsheet.reports.Chart.Shape;
import org.jspecify.annotations.Nullable;

/** Draws bars and lines over months. What is over is solid; the month that runs is dashed. */
final class Drawing {
    private static final int WIDTH = 720;
    private static final int LEFT = 64;
    private static final int TOP = 24;
    private static final int FOOT = 40;
    private static final int STEPS = 4;
    /** Room at the right for the last point and its label. */
    private static final int MARGIN = 12;

    private final int height;
    private final Scale scale;
    private final List<Shape> rules = new ArrayList<>();
    private final List<Group> bars = new ArrayList<>();
    private final List<Shape> lines = new ArrayList<>();
    private final List<Dot> dots = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    private Drawing(int height, Scale scale) {
        this.height = height;
        this.scale = scale;
    }

    /**
     * A month of bars.
     *
     * @param up parts over the axis, from there on upwards
     * @param down parts under it, given as positive numbers
     * @param net a tick across the bar; null for none
     */
    record Column(
            String month,
            String tip,
            List<Part> up,
            List<Part> down,
            @Nullable Long net,
            boolean running) {
        long highest() {
            return Math.max(total(up), net == null ? 0 : net);
        }

        long lowest() {
            return Math.min(-total(down), net == null ? 0 : net);
        }

        private static long total(List<Part> parts) {
            return parts.stream().mapToLong(Part::size).sum();
        }
    }

    /** @param css the class that colours it */
    record Part(String css, long size) {
        Part {
            if (size < 0) {
                throw new IllegalArgumentException("A bar has no negative size: " + size);
            }
        }
    }

    /** @param value null before there was anything */
    record Point(String month, @Nullable Long value, boolean running) {}

    /** @param last what stands beside the last column */
    static Chart bars(String id, String title, LongFunction<String> axis, List<Column> columns, String last) {
        long lowest = columns.stream().mapToLong(Column::lowest).min().orElse(0);
        long highest = columns.stream().mapToLong(Column::highest).max().orElse(0);
        var drawing = new Drawing(296, Scale.fromZero(lowest, highest, STEPS));
        drawing.grid(axis);
        double slot = (double) (WIDTH - LEFT) / Math.max(1, columns.size());
        for (int number = 0; number < columns.size(); number++) {
            double middle = LEFT + slot * (number + 0.5);
            drawing.column(columns.get(number), middle, Math.min(29, slot * 0.53));
            drawing.month(columns.get(number).month(), middle, columns.size() - 1 - number);
        }
        drawing.rules.add(new Shape("ax", "M" + LEFT + " " + number(drawing.y(0)) + "H" + WIDTH));
        if (!columns.isEmpty()) {
            // The label is as wide as three columns and must not lie on any of them.
            long top = columns.subList(Math.max(0, columns.size() - 3), columns.size()).stream()
                    .mapToLong(Column::highest)
                    .max()
                    .orElse(0);
            drawing.labels.add(new Label("val r", number(WIDTH), number(Math.max(12, drawing.y(top) - 10)), last));
        }
        return drawing.chart(id, title);
    }

    /** Points without a value are left out, so a young paper's line begins where its history does. */
    static Chart line(String id, String title, LongFunction<String> axis, List<Point> points, String last) {
        var values = points.stream()
                .map(Point::value)
                .filter(each -> each != null)
                .mapToLong(Long::longValue)
                .summaryStatistics();
        long lowest = values.getCount() == 0 ? 0 : values.getMin();
        long highest = values.getCount() == 0 ? 0 : values.getMax();
        // A line need not begin at zero, but a flat one must not look like a cliff, and a single point has no line.
        long breadth = Math.max(highest - lowest, Math.max(highest / 4, 1));
        long from =
                values.getCount() < 2 ? Math.min(0, lowest) : lowest >= 0 ? Math.max(0, lowest - breadth / 4) : lowest;
        var drawing = new Drawing(240, Scale.over(from, Math.max(highest, from + breadth), STEPS));
        drawing.grid(axis);
        drawing.points(points, last);
        return drawing.chart(id, title);
    }

    private void grid(LongFunction<String> axis) {
        for (long tick : scale.ticks()) {
            rules.add(new Shape("gl", "M" + LEFT + " " + number(y(tick)) + "H" + WIDTH));
            labels.add(new Label("r", number(LEFT - 8), number(y(tick) + 4), axis.apply(tick)));
        }
    }

    private void column(Column column, double middle, double width) {
        var shapes = new ArrayList<Shape>();
        var part = column.running() ? " run" : "";
        long reached = 0;
        for (var each : column.up()) {
            bar(shapes, each.css() + part, middle, width, reached, reached + each.size());
            reached += each.size();
        }
        reached = 0;
        for (var each : column.down()) {
            bar(shapes, each.css() + part, middle, width, reached - each.size(), reached);
            reached -= each.size();
        }
        if (column.net() != null) {
            shapes.add(new Shape(
                    "net",
                    "M" + number(middle - width / 2 - 5) + " " + number(y(column.net()) - 2.25) + "h"
                            + number(width + 10) + "v4.5h-" + number(width + 10) + "z"));
        }
        bars.add(new Group(column.tip(), List.copyOf(shapes)));
    }

    private void bar(List<Shape> shapes, String css, double middle, double width, long from, long to) {
        if (from == to) {
            return;
        }
        shapes.add(new Shape(
                css,
                "M" + number(middle - width / 2) + " " + number(y(to)) + "h" + number(width) + "V" + number(y(from))
                        + "h-" + number(width) + "z"));
    }

    private void points(List<Point> points, String last) {
        double slot = (double) (WIDTH - MARGIN - LEFT) / Math.max(1, points.size() - 1);
        var solid = new StringBuilder();
        var dashed = "";
        var before = "";
        Long previous = null;
        for (int number = 0; number < points.size(); number++) {
            var point = points.get(number);
            double x = LEFT + slot * number;
            month(point.month(), x, points.size() - 1 - number);
            if (point.value() == null) {
                continue;
            }
            var place = number(x) + " " + number(y(point.value()));
            if (point.running() && !before.isEmpty()) {
                dashed = "M" + before + "L" + place;
            } else {
                solid.append(solid.isEmpty() ? "M" : "L").append(place);
            }
            if (number == points.size() - 1) {
                dots.add(new Dot(number(x), number(y(point.value()))));
                boolean falls = previous != null && point.value() < previous;
                double beside = falls && y(point.value()) + 24 < height - FOOT ? 24 : -14;
                labels.add(new Label("val r", number(WIDTH), number(y(point.value()) + beside), last));
            }
            before = place;
            previous = point.value();
        }
        if (solid.indexOf("L") >= 0) {
            lines.add(new Shape("ln", solid.toString()));
        }
        if (!dashed.isEmpty()) {
            lines.add(new Shape("ln part", dashed));
        }
    }

    /** A phone has room for every second month, and the last is one of them. */
    private void month(String text, double x, int fromLast) {
        labels.add(new Label(fromLast % 2 == 0 ? "m" : "m thin", number(x), number(height - 7), text));
    }

    private double y(long value) {
        int bottom = height - FOOT;
        return bottom - scale.share(value) * (bottom - TOP);
    }

    private Chart chart(String id, String title) {
        return new Chart(id, title, WIDTH, height, rules, bars, lines, dots, labels);
    }

    private static String number(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
