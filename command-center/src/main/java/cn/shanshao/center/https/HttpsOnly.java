package cn.shanshao.center.https;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where there is HTTPS, plain HTTP is for this machine alone: nobody's password crosses the network in the open. Who opens a
 * page is led to it; anything else is refused, for it was sent in the open already.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class HttpsOnly extends OncePerRequestFilter {
    private static final int USUAL = 443;

    private final HttpsConnector https;

    HttpsOnly(HttpsConnector https) {
        this.https = https;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return https.port() < 0 || request.isSecure() || isThisMachine(request.getRemoteAddr());
    }

    private static boolean isThisMachine(String address) {
        return address.equals("127.0.0.1") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getMethod().equals("GET")) {
            response.sendError(HttpStatus.FORBIDDEN.value(), "this needs HTTPS, on port " + https.port());
            return;
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var port = https.port() == USUAL ? "" : ":" + https.port();
        // a browser must not keep it: the port may move, or HTTPS be switched off
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setStatus(HttpStatus.TEMPORARY_REDIRECT.value());
        response.setHeader(
                HttpHeaders.LOCATION, "https://" + request.getServerName() + port + request.getRequestURI() + query);
    }
}
