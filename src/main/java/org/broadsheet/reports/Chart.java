package org.broadsheet.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drawn chart: classes and geometry, which a template writes as inline SVG. Nothing in it is a style.
 *
 * @param id unique on its page
 * @param title the finding in words, for whoever does not see it
 * @param rules grid and axis, under everything
 * @param bars what belongs together, with what a pointer is told
 * @param lines over the bars
 */
record Chart(
        String id,
        String title,
        int width,
        int height,
        List<Shape> rules,
        List<Group> bars,
        List<Shape> lines,
        List<Dot> dots,
        List<Label> labels) {

    /** @param d path data */
    record Shape(String css, String d) {}

    record Group(@Nullable String title, List<Shape> shapes) {}

    record Dot(String cx, String cy) {}

    record Label(String css, String x, String y, String text) {}
}
