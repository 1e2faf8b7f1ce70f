package org.broadsheet.members;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which machine asks, for limits alone. What a proxy says is believed only of a proxy that the newsroom named; the rest of the
 * header anybody can write.
 */
@Component
class ClientAddress {
    private final Set<String> proxies;

    /** @param proxies addresses of the proxies before the site, as they connect to it */
    ClientAddress(@Value("${broadsheet.proxies:}") List<String> proxies) {
        this.proxies = Set.copyOf(proxies);
    }

    String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        var forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !proxies.contains(address)) {
            return address;
        }
        var hops = List.of(forwarded.split(",")).reversed();
        return hops.stream()
                .map(String::strip)
                .filter(each -> !proxies.contains(each))
                .findFirst()
                .orElse(address);
    }
}
