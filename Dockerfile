# The functions app as a container, for Azure Container Apps: the official isolated image, and tesseract for memorias that are scans.
#
#   docker build --tag intake .
#
# Needs the public package feed, as every Azure build does. Settings are those of infra/azure/modules/app.bicep.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
# The typefaces of receipts come from npm while shared/ is built.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends nodejs npm \
    && rm -rf /var/lib/apt/lists/*
COPY . .
RUN dotnet publish functions --configuration Release -p:FunctionsHost=Azure --output /app

FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-spa tesseract-ocr-cat \
    && rm -rf /var/lib/apt/lists/*
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true
COPY --from=build /app /home/site/wwwroot
