// Everything but the event subscription, whose handshake needs the code running: see subscription.bicep and deploy.sh.
targetScope = 'resourceGroup'

@description('Short name of the environment: part of every resource\'s name.')
@allowed(['dev', 'prod'])
param environment string

@description('Region. Personal data of applicants: a region of the European Union.')
param location string = resourceGroup().location

@description('Address under which receipts say that they can be checked, e.g. https://registro.example. The same for ever.')
param publicAddress string

@description('Who is told of alerts and of the budget.')
param operatorEmails string[]

@description('Storage redundancy of the pipeline\'s account.')
param pipelineSku string

@description('Storage redundancy of the custody account.')
param custodySku string

@description('Days during which nothing in custody can be changed or deleted. 12 years (R4 11 c.3) are 4383.')
param custodyRetentionDays int

@description('Unlocked when the account is made; Locked is for ever. deploy.sh hands on what is there.')
@allowed(['Unlocked', 'Locked'])
param custodyPolicyState string

@description('Whether custody is deleted by itself after its retention. In production a person decides.')
param deleteAfterRetention bool

@description('Days for which logs are kept.')
param logRetentionDays int

@description('HTTP instances that are always ready: a receipt does not wait for a cold start.')
param alwaysReadyHttp int

@description('Most instances.')
param maximumInstances int

@description('Euros a month.')
param monthlyBudget int

@description('First month of the budget, yyyy-MM-01. Azure refuses to change it later.')
param budgetStart string

var suffix = uniqueString(resourceGroup().id)
var name = 'intake-${environment}'
var tags = { system: 'IntakePipeline', environment: environment }

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: 'id-${name}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { name: name, location: location, tags: tags, retentionDays: logRetentionDays }
}

module pipeline 'modules/pipeline-storage.bicep' = {
  name: 'pipeline-storage'
  params: { name: 'stintake${suffix}', location: location, tags: tags, sku: pipelineSku }
}

module custody 'modules/custody-storage.bicep' = {
  name: 'custody-storage'
  params: {
    name: 'stcustody${suffix}'
    location: location
    tags: tags
    sku: custodySku
    retentionDays: custodyRetentionDays
    policyState: custodyPolicyState
    deleteAfterRetention: deleteAfterRetention
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: { name: 'kv-${take('${environment}${suffix}', 20)}', location: location, tags: tags }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    principalId: identity.outputs.principalId
    pipelineAccount: pipeline.outputs.name
    custodyAccount: custody.outputs.name
    vault: vault.outputs.name
    insights: monitoring.outputs.insightsName
  }
}

module topic 'modules/topic.bicep' = {
  name: 'topic'
  params: { name: 'evgt-${name}', location: location, tags: tags, account: pipeline.outputs.name }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: 'func-${name}-${suffix}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    pipelineAccount: pipeline.outputs.name
    custodyAccount: custody.outputs.name
    deploymentContainer: pipeline.outputs.deploymentContainerUri
    vaultUri: vault.outputs.uri
    // deploy.sh puts the certificates there, beside the code.
    trustAnchors: '/home/site/wwwroot/anclas'
    insightsConnection: monitoring.outputs.connection
    publicAddress: publicAddress
    alwaysReadyHttp: alwaysReadyHttp
    maximumInstances: maximumInstances
  }
  // Without its roles the app would start, fail on its storage and be restarted.
  dependsOn: [roles]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: { name: name, location: location, tags: tags, insightsId: monitoring.outputs.insightsId, operatorEmails: operatorEmails }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  params: { location: location, tags: tags, insightsId: monitoring.outputs.insightsId }
}

module budget 'modules/budget.bicep' = {
  name: 'budget'
  params: { name: 'budget-${name}', monthly: monthlyBudget, start: budgetStart, operatorEmails: operatorEmails }
}

output appName string = app.outputs.name
output appHost string = app.outputs.host
output topicName string = topic.outputs.name
output pipelineAccount string = pipeline.outputs.name
output custodyAccount string = custody.outputs.name
output vault string = vault.outputs.name
