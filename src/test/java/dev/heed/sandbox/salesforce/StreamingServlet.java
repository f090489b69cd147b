package dev.heed.sandbox.salesforce;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.server.http.jakarta.CometDServlet;

/** Serves the CometD server below {@code /salesforce/cometd/<version>}. */
final class StreamingServlet extends CometDServlet {

    private static final long serialVersionUID = 1L;

    private final transient BayeuxServer server;

    StreamingServlet(BayeuxServer server) {
        this.server = server;
    }

    @Override
    protected BayeuxServer newBayeuxServer() {
        return server;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String[] path = String.valueOf(request.getPathInfo()).split("/", 3);
        if (path.length < 2 || !ApiVersion.supported("v" + path[1])) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        super.service(request, response);
    }
}
