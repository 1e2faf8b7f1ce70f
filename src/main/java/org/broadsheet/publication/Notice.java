package org.broadsheet.publication;

/** One thing that the person before the screen should know, on whatever page they are. {@code path} leads to where it is put right. */
public record Notice(String text, String path, String label) {}
