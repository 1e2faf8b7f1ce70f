package org.broadsheet.sandbox.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.Settings;

/** A setting on the control page: with few values a choice, else a text. */
record SettingRow(String word, String label, String value, List<String> choices) {
    static List<SettingRow> all(Settings settings, Words words, Locale locale) {
        return Arrays.stream(Setting.values())
                .map(setting -> new SettingRow(
                        setting.word(),
                        words.sayIfKnown(locale, "setting." + setting.word()).orElse(setting.word()),
                        settings.get(setting),
                        setting.choices()))
                .toList();
    }
}
