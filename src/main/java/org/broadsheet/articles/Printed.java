package org.broadsheet.articles;

import java.util.List;

/** A page as text, and the names under which a cache before us may throw it away. */
record Printed(String html, List<String> surrogateKeys) {}
