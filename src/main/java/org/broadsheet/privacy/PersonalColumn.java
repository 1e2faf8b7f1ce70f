package org.broadsheet.privacy;

/**
 * One column that holds personal data, why we have it and until when. Nothing can be sealed without one, and the place is bound
 * into the ciphertext: a value copied to another column does not open.
 *
 * @param name qualified, as in SQL: {@code members.member.email_sealed}
 * @param purpose why it is kept, as a member would be told
 * @param kept until when, as a member would be told
 */
public record PersonalColumn(String name, String purpose, String kept) {}
