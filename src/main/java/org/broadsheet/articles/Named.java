package org.broadsheet.articles;

/** An author or a topic as readers of one language know them. */
record Named(String slug, String name) {}
