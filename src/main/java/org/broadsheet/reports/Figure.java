package org.broadsheet.reports;

/**
 * A number that stands alone.
 *
 * @param term the key under which its name and its definition are found, and the name of its rows
 * @param path its rows
 */
record Figure(String term, String value, String note, String path) {}
