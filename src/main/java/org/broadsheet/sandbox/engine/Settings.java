package org.broadsheet.sandbox.engine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How every {@link Setting} stands: as it was chosen, else as it usually is. */
public record Settings(Map<Setting, String> chosen) {
    public static final Settings USUAL = new Settings(Map.of());

    public Settings {
        chosen = Map.copyOf(chosen);
    }

    public String get(Setting setting) {
        return chosen.getOrDefault(setting, setting.usual());
    }

    public boolean is(Setting setting, String value) {
        return get(setting).equals(value);
    }

    public List<Integer> numbers(Setting setting) {
        return Arrays.stream(get(setting).split(","))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    public Settings with(Setting setting, String value) {
        var all = new EnumMap<Setting, String>(Setting.class);
        all.putAll(chosen);
        all.put(setting, value);
        return new Settings(all);
    }

    public Map<String, String> asWords() {
        var words = new LinkedHashMap<String, String>();
        for (var setting : Setting.values()) words.put(setting.word(), get(setting));
        return words;
    }
}
