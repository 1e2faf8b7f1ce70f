package org.broadsheet.publication;

/** Where a static file is found: with a name that carries its content's hash, so that it can be kept for ever. */
@FunctionalInterface
public interface Assets {
    String url(String path);
}
