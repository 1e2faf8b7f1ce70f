package org.broadsheet.members;

/** A member wants everything shut that was open for them. Published as a Spring event; whoever holds another kind of key takes it back. */
public record SignedOutEverywhere(MemberId member) {}
