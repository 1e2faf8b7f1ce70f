package org.broadsheet.articles;

/** For whom a page is made: there are two sets of bytes of each cached page and no more. */
public enum Audience {
    /** May be asked for support. */
    READER,
    /** Gives already: is thanked and never asked. */
    SUPPORTER
}
