package org.broadsheet;

import java.util.LinkedHashMap;
import org.broadsheet.sandbox.Sandbox;
import org.broadsheet.sandbox.SandboxSettings;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/**
 * {@link TestParts}, and a payment sandbox that the application talks to over HTTP and that sends it signed webhooks. The
 * application listens on a fixed port, since passkeys, links in mails and the page to return to all name it.
 */
public class TestPartsWithSandbox extends TestParts {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        super.initialize(context);
        var environment = context.getEnvironment();
        var url = environment.getRequiredProperty("broadsheet.test.sandbox-url");
        var sandbox =
                Sandbox.start(new SandboxSettings(0, url.substring(0, url.indexOf('?')), "broadsheet_sandbox", ""));
        int port = FreePort.find();
        var site = "http://localhost:" + port;
        var properties = new LinkedHashMap<String, Object>();
        properties.put("server.port", port);
        properties.put("broadsheet.base-url", site);
        properties.put("broadsheet.stripe.api-base", sandbox.address());
        properties.put("broadsheet.stripe.checkout-origin", sandbox.address());
        properties.put("broadsheet.stripe.portal-origin", sandbox.address());
        properties.put("broadsheet.clock.offset-url", sandbox.address() + "/_sandbox/clock");
        properties.put("broadsheet.local", true);
        properties.put("broadsheet.demo", true);
        environment.getPropertySources().addFirst(new MapPropertySource("sandbox", properties));
        context.getBeanFactory().registerSingleton("testSandbox", sandbox);
        context.addApplicationListener(event -> {
            if (event instanceof ApplicationReadyEvent && context instanceof WebServerApplicationContext) {
                sandbox.subscribe(java.net.URI.create(site + "/webhooks/stripe"), WEBHOOK_SECRET);
            }
            if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == context) {
                sandbox.close();
            }
        });
    }
}
