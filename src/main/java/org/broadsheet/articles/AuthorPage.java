package org.broadsheet.articles;

record AuthorPage(String slug, String name, String about) {}
