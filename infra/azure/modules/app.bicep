// The function app on Flex Consumption. Every setting has the name it has in the local host.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param pipelineAccount string
param custodyAccount string
param deploymentContainer string
param vaultUri string
param trustAnchors string
param insightsConnection string
param publicAddress string
param alwaysReadyHttp int
param maximumInstances int

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [
        { name: 'AzureWebJobsStorage__accountName', value: pipelineAccount }
        { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
        { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
        { name: 'Custody__accountName', value: custodyAccount }
        { name: 'Custody__credential', value: 'managedidentity' }
        { name: 'Custody__clientId', value: identityClientId }
        { name: 'Intake__PublicAddress', value: publicAddress }
        // Where the seal is, not the seal: the app asks the vault as its identity.
        { name: 'Intake__Seal__Secret', value: '${vaultUri}secrets/sello' }
        { name: 'AZURE_CLIENT_ID', value: identityClientId }
        { name: 'Intake__TrustAnchors', value: trustAnchors }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnection }
        { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identityClientId};Authorization=AAD' }
      ]
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: 2048
        alwaysReady: alwaysReadyHttp == 0 ? [] : [
          { name: 'http', instanceCount: alwaysReadyHttp }
        ]
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
  }

  // Code comes by az and the identity, not by a password.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = app.name
output host string = app.properties.defaultHostName
