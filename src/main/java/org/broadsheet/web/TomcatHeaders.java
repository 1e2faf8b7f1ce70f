package org.broadsheet.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.broadsheet.publication.SecurityHeaders;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** What Tomcat refuses by itself never reaches a filter; it carries the headers all the same. */
@Component
class TomcatHeaders implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final SecurityHeaders headers;

    TomcatHeaders(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addEngineValves(new Valve(headers));
    }

    private static final class Valve extends ValveBase {
        private final SecurityHeaders headers;

        Valve(SecurityHeaders headers) {
            super(true);
            this.headers = headers;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (response.isError()) {
                headers.all().forEach(response::setHeader);
            }
            getNext().invoke(request, response);
        }
    }
}
