package org.broadsheet.payments;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Commands as their row has them. Every kind that there is can be kept; what is no kind any more is a fault of ours. */
final class CommandJson {
    // Accessors such as isZero() are no part of a value.
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(each -> each.withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE))
            .build();

    private static final Map<String, Class<?>> KINDS = Arrays.stream(StripeCommand.class.getPermittedSubclasses())
            .collect(Collectors.toMap(CommandJson::kind, each -> each));

    private CommandJson() {}

    static String kind(StripeCommand command) {
        return kind(command.getClass());
    }

    static String write(StripeCommand command) {
        return JSON.writeValueAsString(command);
    }

    static StripeCommand read(String kind, String arguments) {
        var type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalStateException("No such command: " + kind);
        }
        return (StripeCommand) JSON.readValue(arguments, type);
    }

    /** {@code StopAtPeriodEnd} is {@code stop_at_period_end}. */
    private static String kind(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
