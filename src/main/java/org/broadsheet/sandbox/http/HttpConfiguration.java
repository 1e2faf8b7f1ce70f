package org.broadsheet.sandbox.http;

import org.apache.catalina.core.StandardHost;
import org.broadsheet.sandbox.listening.Listeners;
import org.broadsheet.sandbox.store.Accounts;
import org.broadsheet.sandbox.store.Faults;
import org.broadsheet.sandbox.store.Idempotency;
import org.broadsheet.sandbox.store.Works;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API's beans. */
@Configuration(proxyBeanMethods = false)
public class HttpConfiguration {

    @Bean
    Api api(Works works, Accounts accounts, Idempotency idempotency) {
        return new Api(works, accounts, idempotency);
    }

    @Bean
    ApiController apiController(Api api, Faults faults, Listeners listeners) {
        return new ApiController(api, new Mishaps(faults, api), listeners);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionReset() {
        return tomcat -> tomcat.addEngineValves(new ConnectionReset());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusedAtTheDoor() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host)
                host.setErrorReportValveClass(RefusedAtTheDoor.class.getName());
        });
    }
}
