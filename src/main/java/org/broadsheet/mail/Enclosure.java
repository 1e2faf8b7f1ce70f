package org.broadsheet.mail;

/** A file that goes along with a mail. */
public record Enclosure(String fileName, String contentType, byte[] content) {}
