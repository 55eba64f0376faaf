# The trainer on an NVIDIA GPU (CUDA 12, cuDNN 8.9), from jars that were built with -Pcuda.
ARG JRE_BASE=eclipse-temurin:17-jre
ARG CUDA_BASE=nvidia/cuda:12.2.2-cudnn8-runtime-ubuntu22.04
FROM ${JRE_BASE} AS jre
COPY trainer.jar /tmp/
RUN java -cp /tmp/trainer.jar dev.midstream.engine.tensorflow.UnpackNatives / natives && chmod 755 /natives

FROM ${CUDA_BASE}
LABEL org.opencontainers.image.title="Midstream trainer (CUDA)" \
      org.opencontainers.image.description="Trains, evaluates and exports subspaces of neural networks on an NVIDIA GPU." \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=jre /opt/java/openjdk /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:$PATH LANG=C.UTF-8
RUN echo 'midstream:x:10001:10001::/home/midstream:/bin/bash' >> /etc/passwd \
  && echo 'midstream:x:10001:' >> /etc/group \
  && mkdir -p /home/midstream /data /models && chown 10001:10001 /home/midstream /data /models
COPY --from=jre /natives /opt/midstream/natives
ENV TENSORFLOW_LIBRARY_PATH=/opt/midstream/natives
COPY LICENSE bom.json licences.zip trainer.jar /opt/midstream/
USER 10001:10001
WORKDIR /home/midstream
# A command that ends: its exit code says how it went.
HEALTHCHECK NONE
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-jar", "/opt/midstream/trainer.jar"]
CMD ["--help"]
