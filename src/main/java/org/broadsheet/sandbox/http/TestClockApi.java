package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.time.TestClocks;

/** Test clocks: made, moved, deleted. */
final class TestClockApi {
    private TestClockApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/test_helpers/test_clocks",
                        TestClocks.KIND,
                        "frozen_time*:int name",
                        call -> new Answer.One(TestClocks.create(call.step(), call.given())))
                .list("/v1/test_helpers/test_clocks", TestClocks.KIND, "", call -> call.list(TestClocks.KIND))
                .get("/v1/test_helpers/test_clocks/{id}", TestClocks.KIND, call -> new Answer.One(clock(call)))
                .post(
                        "/v1/test_helpers/test_clocks/{id}/advance",
                        TestClocks.KIND,
                        "frozen_time*:int",
                        call -> new Answer.One(TestClocks.advance(call.step(), clock(call), call.given())))
                .delete("/v1/test_helpers/test_clocks/{id}", TestClocks.KIND, "", call -> {
                    TestClocks.delete(call.step(), clock(call));
                    return Answer.deleted(call.id(), TestClocks.KIND);
                });
    }

    private static Doc clock(Call call) {
        return call.step().get(TestClocks.KIND, call.id(), "test_clock");
    }
}
