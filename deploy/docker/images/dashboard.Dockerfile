# The live page. It listens on --host and --port; the health check knows port 8080 without TLS.
ARG JRE_BASE=eclipse-temurin:17-jre
FROM ${JRE_BASE}
LABEL org.opencontainers.image.title="Midstream dashboard" \
      org.opencontainers.image.description="Shows accuracy, calibration and robustness of a scored image stream on a live page." \
      org.opencontainers.image.licenses="Apache-2.0"
RUN echo 'midstream:x:10001:10001::/home/midstream:/bin/bash' >> /etc/passwd \
  && echo 'midstream:x:10001:' >> /etc/group && mkdir -p /home/midstream && chown 10001:10001 /home/midstream
COPY answers /usr/local/bin/
COPY LICENSE bom.json licences.zip dashboard.jar /opt/midstream/
USER 10001:10001
WORKDIR /home/midstream
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=3 CMD ["answers", "8080", "/healthz"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-jar", "/opt/midstream/dashboard.jar"]
CMD ["--help"]
