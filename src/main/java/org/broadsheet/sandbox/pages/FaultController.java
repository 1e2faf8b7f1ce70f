package org.broadsheet.sandbox.pages;

import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.store.Faults;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** What is to go wrong. */
@Controller
class FaultController {
    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    @GetMapping("/_sandbox/faults")
    ResponseEntity<List<Map<String, Object>>> list() {
        return ResponseEntity.ok(FaultOrder.shown(faults.all()));
    }

    /** Kind none switches all of them off. */
    @PostMapping("/_sandbox/faults")
    Object order(
            @RequestParam Map<String, String> form, @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        try {
            if ("none".equals(form.get("kind"))) faults.clear();
            else faults.order(FaultOrder.read(form));
        } catch (FaultOrder.Wrong wrong) {
            return Answers.refused(accept, wrong.why());
        }
        return Answers.done(accept, FaultOrder.shown(faults.all()));
    }
}
