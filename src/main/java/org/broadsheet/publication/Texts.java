package org.broadsheet.publication;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Message bundles from Java code, and the plural forms that their format lacks. */
@Component
public class Texts {
    private final MessageSource messages;

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    /** @throws org.springframework.context.NoSuchMessageException when a bundle lacks the key */
    public String get(Locale language, String key, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    /**
     * The text for a number: {@code key.one}, {@code key.few} or {@code key.many}, whichever the language asks for, with the number
     * as argument 0 and the others after it.
     */
    public String count(Locale language, String key, long number, Object... arguments) {
        var all = new Object[arguments.length + 1];
        all[0] = number;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return get(language, key + "." + PluralForm.of(language, number).key(), all);
    }
}
