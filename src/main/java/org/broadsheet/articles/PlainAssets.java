package org.broadsheet.articles;

import org.broadsheet.publication.Assets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Files by the name that carries their hash, until the module that serves them says where they are. */
@Component
@Fallback
class PlainAssets implements Assets {
    private final ObjectProvider<ResourceUrlProvider> resources;

    PlainAssets(ObjectProvider<ResourceUrlProvider> resources) {
        this.resources = resources;
    }

    @Override
    public String url(String path) {
        var provider = resources.getIfAvailable();
        var url = provider == null ? null : provider.getForLookupPath(path);
        return url == null ? path : url;
    }
}
