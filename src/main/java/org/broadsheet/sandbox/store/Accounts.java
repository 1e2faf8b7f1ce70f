package org.broadsheet.sandbox.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.broadsheet.sandbox.engine.Circumstances;
import org.broadsheet.sandbox.engine.webhooks.Endpoints;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every test key has an account of its own, opened when it is first used. The key itself is not kept. */
public final class Accounts {
    private final AccountStore store;
    private final SettingStore settings;
    private final Works works;

    public Accounts(JdbcClient sql, Works works) {
        this.store = new AccountStore(sql);
        this.settings = new SettingStore(sql);
        this.works = works;
    }

    public Account ofKey(String key) {
        var hash = sha256(key);
        var known = store.ofKey(hash);
        if (known.isPresent()) return known.get();

        var id = "acct_" + java.util.HexFormat.of().formatHex(hash).substring(0, 16);
        works.open(hash, id, step -> {
            settings.listeners().forEach(listener -> Endpoints.ensure(step, listener.url(), listener.secret()));
            return true;
        });
        return store.ofKey(hash).orElseThrow();
    }

    public List<Account> all() {
        return store.all();
    }

    /** Makes sure that every account, also one that is opened later, has an endpoint with this url and secret. */
    public void subscribe(String url, String secret) {
        var listener = new SettingStore.Listener(url, secret);
        settings.keep(listener);
        introduce(listener);
    }

    private void introduce(SettingStore.Listener listener) {
        for (var account : store.all())
            works.change(account, Circumstances.Cause.NONE, step -> {
                Endpoints.ensure(step, listener.url(), listener.secret());
                return true;
            });
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
