package org.broadsheet.web;

import org.broadsheet.publication.Assets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Files by the name that carries their hash. Works without a request: cached pages and mails are made outside of any. */
@Component
class HashedAssets implements Assets {
    private final ObjectProvider<ResourceUrlProvider> files;

    HashedAssets(ObjectProvider<ResourceUrlProvider> files) {
        this.files = files;
    }

    @Override
    public String url(String path) {
        var hashed = files.getObject().getForLookupPath(path);
        return hashed == null ? path : hashed;
    }
}
