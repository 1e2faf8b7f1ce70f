package org.broadsheet.sandbox.pages;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.store.Works;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** How the sandbox behaves, read and set by name; a form may name only some. */
@Controller
class SettingController {
    private final Works works;

    SettingController(Works works) {
        this.works = works;
    }

    @GetMapping("/_sandbox/settings")
    ResponseEntity<Map<String, String>> tell() {
        return ResponseEntity.ok(works.settings().asWords());
    }

    @PostMapping("/_sandbox/settings")
    Object set(
            @RequestParam Map<String, String> form, @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        var wanted = new EnumMap<Setting, String>(Setting.class);
        for (var entry : form.entrySet()) {
            var setting = Arrays.stream(Setting.values())
                    .filter(each -> each.word().equals(entry.getKey()))
                    .findFirst();
            if (setting.isEmpty())
                return Answers.refused(accept, "There is no setting " + entry.getKey() + ": " + all() + ".");

            var value = entry.getValue().replaceAll("\\s", "");
            if (!setting.get().allows(value))
                return Answers.refused(
                        accept, entry.getKey() + " is " + setting.get().described() + ".");
            wanted.put(setting.get(), value);
        }
        if (wanted.isEmpty()) return Answers.refused(accept, "Say what to set: " + all() + ".");

        wanted.forEach(works::set);
        return Answers.done(accept, works.settings().asWords());
    }

    private static String all() {
        return Arrays.stream(Setting.values()).map(Setting::word).collect(Collectors.joining(", "));
    }
}
