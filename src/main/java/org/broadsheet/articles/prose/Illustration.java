package org.broadsheet.articles.prose;

/** A picture that a text may show: where it is and how large, so that the page does not move when it arrives. */
public record Illustration(String path, int width, int height) {}
