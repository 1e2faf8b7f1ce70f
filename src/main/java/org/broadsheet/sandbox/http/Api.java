package org.broadsheet.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.engine.ApiVersion;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.store.Account;
import org.broadsheet.sandbox.store.Accounts;
import org.broadsheet.sandbox.store.Idempotency;
import org.broadsheet.sandbox.store.Works;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Answers a request: who asks, for what, with which parameters, once or again. */
public final class Api {
    private final Routes routes = new Routes();
    private final Works works;
    private final Accounts accounts;
    private final Idempotency idempotency;

    public Api(Works works, Accounts accounts, Idempotency idempotency) {
        this.works = works;
        this.accounts = accounts;
        this.idempotency = idempotency;
        registerAll(routes);
    }

    static Routes registerAll(Routes routes) {
        SearchApi.register(routes);
        CustomerApi.register(routes);
        CustomerBalanceApi.register(routes);
        PaymentMethodApi.register(routes);
        CatalogApi.register(routes);
        CheckoutApi.register(routes);
        SubscriptionApi.register(routes);
        SubscriptionItemApi.register(routes);
        ScheduleApi.register(routes);
        PreviewApi.register(routes);
        PortalApi.register(routes);
        InvoiceApi.register(routes);
        PaymentLinkApi.register(routes);
        InvoiceItemApi.register(routes);
        IntentApi.register(routes);
        SetupApi.register(routes);
        DiscountApi.register(routes);
        CreditNoteApi.register(routes);
        MoneyApi.register(routes);
        ChargeApi.register(routes);
        RefundApi.register(routes);
        BalanceApi.register(routes);
        TestClockApi.register(routes);
        EventApi.register(routes);
        return routes;
    }

    Reply answer(Request request) {
        var account = accounts.ofKey(Key.of(request.authorization()));
        ApiVersion.check(request.version(), "Stripe-Version");
        var found = routes.find(request.method(), request.path()).orElseThrow(() -> unsupported(request));
        var key = request.idempotencyKey();
        if (!found.route().changes()) return read(account, found, request);
        if (key == null) return change(account, found, request);
        if (key.length() > 255) throw Problem.invalid(null, "Idempotency keys are at most 255 characters long.");

        var known = idempotency.begin(account, key, request.hash(), request.id());
        return known.isPresent() ? replay(known.get(), request) : first(account, found, request, key);
    }

    /** An answer that was ordered stays the answer to this key, as Stripe keeps even its own failures. */
    void keep(Request request, Reply reply) {
        var key = request.idempotencyKey();
        if (key == null) return;
        Account account;
        try {
            account = accounts.ofKey(Key.of(request.authorization()));
        } catch (Problem nobody) {
            return;
        }
        idempotency.begin(account, key, request.hash(), request.id());
        idempotency.finish(account, key, reply.status(), reply.body());
    }

    private Reply replay(Idempotency.Known known, Request request) {
        if (!known.isFor(request.hash()))
            throw new Problem(
                    400,
                    "idempotency_error",
                    null,
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '"
                            + request.idempotencyKey() + "' if you meant to execute a different request.");
        if (known.status() == null || known.body() == null)
            throw new Problem(
                    409,
                    "idempotency_error",
                    "idempotency_key_in_use",
                    null,
                    "There is currently another in-progress request using this Idempotent Key: "
                            + request.idempotencyKey());
        return new Reply(known.status(), known.body(), known.requestId());
    }

    /** A request that was refused before it had any effect may be corrected and sent again under the same key. */
    private Reply first(Account account, Routes.Found found, Request request, String key) {
        try {
            return change(account, found, request);
        } catch (RuntimeException refused) {
            // What a bank has said is an answer, and stays the answer.
            if (refused instanceof Problem said && said.status() == 402)
                return kept(account, key, Reply.of(said, request));
            idempotency.forget(account, key);
            throw refused;
        }
    }

    private Reply kept(Account account, String key, Reply reply) {
        idempotency.finish(account, key, reply.status(), reply.body());
        return reply;
    }

    private Reply read(Account account, Routes.Found found, Request request) {
        return works.read(account, step -> reply(account, found, request, step));
    }

    private Reply change(Account account, Routes.Found found, Request request) {
        return works.change(account, new Cause(request.id(), request.idempotencyKey()), step -> {
            var reply = reply(account, found, request, step);
            var key = request.idempotencyKey();
            if (key != null) idempotency.finish(account, key, reply.status(), reply.body());
            return reply;
        });
    }

    private Reply reply(Account account, Routes.Found found, Request request, Step step) {
        var route = found.route();
        var given = given(route, FormTree.parse(request.form()));
        var expand = new ArrayList<>(given.texts("expand"));
        var counted = route.template().endsWith("/search") && expand.remove("total_count");
        Expansion.check(expand, route.kind(), route.list());
        meetWhomItIsAbout(step, found, given);
        var answer = route.work().apply(new Call(works, account, step, found.path(), given.remove("expand")));
        return switch (answer) {
            case Answer.One one -> Reply.of(new Expansion(step).render(one.doc(), expand));
            case Answer.Plain plain -> Reply.of(plain.fields().json());
            case Answer.Refused refused -> Reply.of(refused.problem(), request);
            case Answer.Many many ->
                Reply.of(list(many, request.path(), step, expand).json());
            case Answer.Found hits -> Reply.of(found(hits, counted, request.path(), step, expand));
        };
    }

    private static Fields given(Routes.Route route, Map<String, Object> form) {
        var stripes = KnownParameters.of(route.method(), route.template());
        return route.isUpdate()
                ? Typing.typedChange(form, route.spec(), stripes)
                : Typing.typed(form, route.spec(), stripes);
    }

    private static JsonNode found(Answer.Found hits, boolean counted, String url, Step step, List<String> expand) {
        var result = list(new Answer.Many(hits.docs(), hits.hasMore()), url, step, expand)
                .set("object", "search_result")
                .set("next_page", hits.nextPage());
        return counted ? result.set("total_count", hits.total()).json() : result.json();
    }

    private static Fields list(Answer.Many many, String url, Step step, List<String> expand) {
        var inside = expand.stream()
                .filter(path -> path.startsWith("data."))
                .map(path -> path.substring("data.".length()))
                .toList();
        var expansion = new Expansion(step);
        return Fields.empty()
                .set("object", "list")
                .set(
                        "data",
                        many.docs().stream()
                                .map(doc -> expansion.render(doc, inside))
                                .toList())
                .set("has_more", many.hasMore())
                .set("url", url);
    }

    /** Before anything is made: if one of them lives on a test clock, the request happens in its time. */
    private static void meetWhomItIsAbout(Step step, Routes.Found found, Fields given) {
        step.find(found.path().get("id"));
        for (var name : new String[] {"customer", "subscription", "invoice", "payment_intent", "charge"})
            if (given.node(name) instanceof StringNode id) step.find(id.asString());
    }

    private Problem unsupported(Request request) {
        var supported = routes.all().stream()
                .map(route -> route.method() + " " + route.template())
                .toList();
        return new Problem(
                404,
                "invalid_request_error",
                null,
                null,
                "Unrecognized request URL (" + request.method() + ": " + request.path() + "). This sandbox supports: "
                        + String.join(", ", supported) + ".");
    }
}
