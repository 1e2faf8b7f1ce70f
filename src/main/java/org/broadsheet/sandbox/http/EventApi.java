package org.broadsheet.sandbox.http;

import java.util.ArrayList;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.webhooks.Endpoints;

/** Events and the endpoints they are sent to. */
final class EventApi {
    private EventApi() {}

    static void register(Routes routes) {
        routes.list("/v1/events", "event", "type types[] delivery_success:bool created:range", EventApi::events)
                .get("/v1/events/{id}", "event", call -> new Answer.One(event(call)));

        routes.post(
                        "/v1/webhook_endpoints",
                        "webhook_endpoint",
                        "url* enabled_events*[] api_version description metadata{}",
                        call -> new Answer.One(withSecret(Endpoints.create(call.step(), call.given()))))
                .list("/v1/webhook_endpoints", "webhook_endpoint", "", call -> call.list("webhook_endpoint"))
                .get(
                        "/v1/webhook_endpoints/{id}",
                        "webhook_endpoint",
                        call -> new Answer.One(call.subject("webhook_endpoint")))
                .post(
                        "/v1/webhook_endpoints/{id}",
                        "webhook_endpoint",
                        "url enabled_events[] description disabled:bool metadata{}",
                        call -> new Answer.One(Endpoints.update(call.subject("webhook_endpoint"), call.given())))
                .delete("/v1/webhook_endpoints/{id}", "webhook_endpoint", "", call -> {
                    var endpoint = call.subject("webhook_endpoint");
                    call.works().delete(call.account(), endpoint.id());
                    return Answer.deleted(endpoint.id(), "webhook_endpoint");
                });
    }

    private static Answer events(Call call) {
        var types = new ArrayList<>(call.given().texts("types"));
        call.given().maybe("type").ifPresent(types::add);
        var delivered =
                call.given().isSet("delivery_success") ? (Boolean) call.given().is("delivery_success") : null;
        return new Answer.Many(call.works().events(call.account(), call.query("event"), types, delivered));
    }

    private static Doc event(Call call) {
        var event = call.works().event(call.account(), call.id());
        if (event == null) throw Problem.unknownObject("event", call.id(), "id");

        return event;
    }

    /** The only time that the secret is shown. */
    private static Doc withSecret(Doc endpoint) {
        return endpoint.copy().set("secret", endpoint.hidden().texts("secrets").getFirst());
    }
}
