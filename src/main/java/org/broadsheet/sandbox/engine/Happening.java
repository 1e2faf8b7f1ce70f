package org.broadsheet.sandbox.engine;

import tools.jackson.databind.node.ObjectNode;

/** Something that happened to an object, as the event that tells it. */
public record Happening(String id, String type, String subject, long created, ObjectNode json) {}
